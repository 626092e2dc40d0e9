import { useState } from "preact/hooks";
import type { Box } from "../model/comparison";
import { ROOT, type Laid, type Placed } from "../model/layout";
import { FONT, type Face } from "./face";
import type { Palette } from "./palette";

/** A box with its face, as the chart draws it. */
export type Drawn = Placed<Box>;
export interface Faces {
  get(id: string): Face;
}

export function Letters({ face, palette, struckColour }: { face: Face; palette: Palette; struckColour: string }) {
  const marked = face.primary ? palette.marks[face.primary] : null;
  return (
    <>
      {face.lines.map((line, index) => (
        <text
          key={index} x={12} y={line.y} font-size={line.size} font-weight={line.weight}
          fill={line.tone === "faint" ? (marked ? marked.text : palette.faint) : marked && line.struck ? struckColour : palette.text}
          {...(line.struck && { "text-decoration": "line-through" })}
        >
          {`${line.text} `}
        </text>
      ))}
      {face.pills.map((pill) => (
        <g key={pill.mark}>
          <rect x={pill.x} y={pill.y} width={pill.width} height={15} rx={7.5} fill={palette.marks[pill.mark].edge} />
          <text x={pill.x + 6} y={pill.y + 11} font-size={10.5} font-weight={700} fill={palette.box}>{`${pill.text} `}</text>
        </g>
      ))}
    </>
  );
}

/** The body of a box: its shape says what its colour says. */
export function Body({ box, face, palette, isSelected }: { box: Drawn; face: Face; palette: Palette; isSelected: boolean }) {
  const marked = face.primary ? palette.marks[face.primary] : null;
  const gone = face.primary === "eliminated" || face.isTrace;
  return (
    <>
      {isSelected && <rect x={-4} y={-4} width={box.width + 8} height={box.height + 8} rx={10} fill="none" stroke={palette.accent} stroke-width={3} />}
      <rect
        width={box.width} height={box.height} rx={7} fill={face.isTrace ? "none" : marked ? marked.fill : palette.box}
        stroke={marked ? marked.edge : palette.edge} stroke-width={marked && !face.isTrace ? 1.6 : 1.1} {...(gone && { "stroke-dasharray": "5 3.5" })}
      />
      <Letters face={face} palette={palette} struckColour={palette.marks.eliminated.text} />
    </>
  );
}

/** A body that deliberates: no unit, and drawn otherwise. */
export function OrganBody({ box, face, palette }: { box: Drawn; face: Face; palette: Palette }) {
  return (
    <>
      <rect width={box.width} height={box.height} rx={box.height / 2} fill={palette.box} stroke={palette.matrix} stroke-width={1.4} />
      {face.lines.map((line, index) => (
        <text key={index} x={box.width / 2} y={line.y} text-anchor="middle" font-size={line.size} font-weight={line.weight} fill={palette.text}>{`${line.text} `}</text>
      ))}
    </>
  );
}

export const pathOf = (points: readonly (readonly [number, number])[]) => points.map(([x, y], i) => `${i ? "L" : "M"}${round(x)} ${round(y)}`).join("");
const round = (n: number) => Math.round(n * 10) / 10;

/** Lines to superiors, as few paths as there are kinds: those of boxes that are there, and of those that have gone. */
export function Lines({ boxes, faces, palette }: { boxes: readonly Drawn[]; faces: Faces; palette: Palette }) {
  let solid = "";
  let broken = "";
  for (const box of boxes) {
    const face = faces.get(box.id);
    if ((face.primary === "eliminated" || face.isTrace)) broken += pathOf(box.line);
    else solid += pathOf(box.line);
  }
  return (
    <g aria-hidden="true" fill="none" stroke={palette.line} stroke-width={1.2} shape-rendering={boxes.length > 1000 ? "optimizeSpeed" : "auto"}>
      <path d={broken} stroke-dasharray="4 4" />
      <path d={solid} />
    </g>
  );
}

/** What one takes hold of to ask why a unit stands where it does: the last stretch of each line to a unit above, which is its own. */
export function Grips({ boxes, palette, chosen, choose }: { boxes: readonly Drawn[]; palette: Palette; chosen: string | null; choose(unit: string, superior: string): void }) {
  const standing = boxes.filter((box) => box.line.length > 1 && box.data.unit.parent !== null && box.data.movedTo === undefined && box.data.marks[0] !== "eliminated");
  return (
    <g aria-hidden="true" fill="none">
      {standing.map((box) => {
        const superior = box.data.unit.parent!;
        const isChosen = chosen === `${box.id}:${superior}`;
        return (
          <path
            key={box.id} class="grip" d={pathOf(box.line.slice(-2))} pointer-events="stroke" stroke={isChosen ? palette.accent : "transparent"} stroke-width={isChosen ? 3 : 12}
            onClick={() => choose(box.id, superior)}
          />
        );
      })}
    </g>
  );
}

/** A further reporting line or a coordination link, drawn as a curve between two boxes. */
export interface Tie {
  from: string;
  to: string;
  kind: "matrix" | "link";
}
export const keyOf = (tie: Tie) => `${tie.from}:${tie.to}`;

/**
 * {@code selected}: a unit, whose ties stand out. {@code choose}: makes every tie a door to its reasons, {@code chosen} the one that
 * is open; they are one stop of the Tab key, and arrows go from tie to tie. {@code say} words a tie.
 */
export function Ties({ ties, at, palette, selected, chosen = null, choose, say, label }: {
  ties: readonly Tie[]; at: ReadonlyMap<string, Drawn>; palette: Palette; selected: string | null; chosen?: string | null; choose?(tie: Tie | null): void; say?(tie: Tie): string; label?: string;
}) {
  const [focus, setFocus] = useState(0);
  const shown = ties.filter((tie) => at.has(tie.from) && at.has(tie.to));
  const current = Math.min(focus, shown.length - 1);
  const onKey = (event: KeyboardEvent, tie: Tie) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (event.key === "Enter" || event.key === " ") choose?.(tie);
    else if (event.key === "Escape") choose?.(null);
    else if (step) {
      const next = (current + step + shown.length) % shown.length;
      setFocus(next);
      (event.currentTarget as Element).parentElement?.querySelectorAll<SVGElement>(".tie")[next]?.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <g fill="none" {...(choose ? { role: "group", "aria-label": label } : { "aria-hidden": "true" as const })}>
      {shown.map((tie, index) => {
        const key = keyOf(tie);
        const isChosen = chosen === key;
        const isInvolved = isChosen || (chosen === null && (selected === null || tie.from === selected || tie.to === selected));
        const path = curve(at.get(tie.from)!, at.get(tie.to)!);
        const line = (
          <path
            d={path} stroke={isChosen ? palette.accent : tie.kind === "matrix" ? palette.matrix : palette.link} stroke-width={isChosen ? 3 : isInvolved ? 1.8 : 1}
            stroke-dasharray={tie.kind === "matrix" ? "7 4" : "1.5 4"} stroke-linecap="round" opacity={isInvolved ? 0.9 : 0.25}
          />
        );
        return choose ? (
          <g
            key={`${tie.kind} ${key}`} class="tie" role="button" tabindex={index === current ? 0 : -1} aria-pressed={isChosen} aria-label={say?.(tie)}
            onFocus={() => setFocus(index)} onClick={() => choose(tie)} onKeyDown={(event) => onKey(event, tie)}
          >
            <title>{say?.(tie)}</title>
            <path class="grip" d={path} stroke="transparent" stroke-width={14} pointer-events="stroke" />
            {line}
          </g>
        ) : <g key={`${tie.kind} ${key}`}>{line}</g>;
      })}
    </g>
  );
}

function curve(a: Drawn, b: Drawn): string {
  const [left, right] = a.x + a.width / 2 <= b.x + b.width / 2 ? [a, b] : [b, a];
  if (left.x + left.width + 12 < right.x) {
    const x1 = left.x + left.width, y1 = left.y + left.height / 2, x2 = right.x, y2 = right.y + right.height / 2;
    const bend = Math.max(30, (x2 - x1) / 2.5);
    return `M${round(x1)} ${round(y1)}C${round(x1 + bend)} ${round(y1)} ${round(x2 - bend)} ${round(y2)} ${round(x2)} ${round(y2)}`;
  }
  const x1 = left.x + left.width, x2 = right.x + right.width, y1 = left.y + left.height / 2, y2 = right.y + right.height / 2;
  return `M${round(x1)} ${round(y1)}C${round(x1 + 50)} ${round(y1)} ${round(x2 + 50)} ${round(y2)} ${round(x2)} ${round(y2)}`;
}

/** The whole chart at once, for paper and for files. */
export function Sheet({ laid, faces, palette, ties, title, subtitle, notes }: {
  laid: Laid<Box>; faces: Faces; palette: Palette; ties: readonly Tie[]; title: string; subtitle: string; notes: readonly string[];
}) {
  const margin = 28;
  const head = 64;
  const width = Math.ceil(laid.width + 2 * margin);
  const height = Math.ceil(laid.height + 2 * margin + head + notes.length * 18);
  const at = new Map([...laid.boxes, ...laid.organs].map((box) => [box.id, box]));
  return (
    <svg xmlns="http://www.w3.org/2000/svg" viewBox={`0 0 ${width} ${height}`} width={width} height={height} font-family={FONT}>
      <rect width={width} height={height} fill={palette.box} />
      <text x={margin} y={40} font-size={24} font-weight={650} fill={palette.text}>{title}</text>
      <text x={margin} y={64} font-size={15} fill={palette.faint}>{subtitle}</text>
      <g transform={`translate(${margin} ${margin + head})`}>
        <Lines boxes={laid.boxes} faces={faces} palette={palette} />
        <Ties ties={ties} at={at} palette={palette} selected={null} />
        {laid.organs.map((box) => <g key={box.id} transform={`translate(${box.x} ${box.y})`}><OrganBody box={box} face={faces.get(box.id)} palette={palette} /></g>)}
        {laid.boxes.map((box) => (
          <g key={box.id} transform={`translate(${box.x} ${box.y})`}>
            <Body box={box} face={faces.get(box.id)} palette={palette} isSelected={false} />
          </g>
        ))}
      </g>
      {notes.map((note, index) => (
        <text key={index} x={margin} y={height - margin / 2 - (notes.length - 1 - index) * 18} font-size={12} fill={palette.faint}>{note}</text>
      ))}
    </svg>
  );
}

export const isRoot = (id: string) => id === ROOT;
