import { select } from "d3-selection";
import { zoom, zoomIdentity, type ZoomBehavior, type ZoomTransform } from "d3-zoom";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useSpeech } from "../i18n";
import type { Box } from "../model/comparison";
import { below as belowOrgans, layout, ROOT, type Size } from "../model/layout";
import { Body, Grips, Lines, OrganBody, Ties, type Drawn, type Faces, type Tie } from "../parts/Drawing";
import { faceOf, FONT, spoken, type Face } from "../parts/face";
import type { Palette } from "../parts/palette";
import { ZoomBar } from "../parts/ZoomBar";

/** Boxes smaller than this on the screen are drawn as shapes without letters. */
const FAR = 0.34;
const MANY = 160;

interface Props {
  root: Box;
  boxes: readonly Box[];
  ties: readonly Tie[];
  /** Bodies that ties lead to. */
  organs: readonly Box[];
  palette: Palette;
  selected: string | null;
  /** A line or link whose reasons are shown. */
  chosen: string | null;
  found: ReadonlySet<string>;
  /** Brings a box into sight whenever this changes. */
  wanted: { id: string } | null;
  lettersReady: boolean;
  onSelect(id: string | null): void;
  /** Without it, lines and links are only drawn. */
  onTie?(kind: "line" | "link", from: string, to: string): void;
  onLaid(laid: ReturnType<typeof layout<Box>>, faces: Faces): void;
}

interface Window {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  isFar: boolean;
}

export function Chart(props: Props) {
  const { root, boxes, palette, selected, found } = props;
  const speech = useSpeech();
  const frame = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const stage = useRef<SVGGElement>(null);
  const behaviour = useRef<ZoomBehavior<SVGSVGElement, unknown>>(null);
  const transform = useRef<ZoomTransform>(zoomIdentity);
  const touched = useRef(false);
  const focusWanted = useRef(false);
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const [sight, setSight] = useState<Window | null>(null);
  const [closed, setClosed] = useState<ReadonlySet<string> | null>(null);
  const [focus, setFocus] = useState<string>(ROOT);

  const children = useMemo(() => {
    const children = new Map<string, string[]>();
    for (const box of boxes) {
      const siblings = children.get(box.parent ?? ROOT);
      if (siblings) siblings.push(box.id);
      else children.set(box.parent ?? ROOT, [box.id]);
    }
    return children;
  }, [boxes]);
  // A large organisation opens with its first two levels; what changed is always in sight.
  const usuallyClosed = useMemo(() => {
    if (boxes.length <= MANY) return new Set<string>();
    const keep = new Set<string>();
    const parents = new Map(boxes.map((box) => [box.id, box.parent]));
    const changed = boxes.filter((box) => box.marks.length);
    if (changed.length < MANY)
      for (const box of changed) for (let up = box.parent; up; up = parents.get(up) ?? null) keep.add(up);
    return new Set(boxes.filter((box) => box.parent !== null || boxes.length > 2000).map((box) => box.id).filter((id) => children.has(id) && !keep.has(id)));
  }, [boxes, children]);
  const collapsed = closed ?? usuallyClosed;

  const faces = useMemo(() => {
    const byId = new Map([...boxes, ...props.organs].map((box) => [box.id, box]));
    const faces = new Map<string, Face>();
    // Measuring is what takes long: only what is shown has a face.
    return {
      get(id: string): Face {
        let face = faces.get(id);
        if (!face) faces.set(id, (face = id === ROOT ? faceOf(root, speech, true) : faceOf(byId.get(id)!, speech, byId.get(id)!.parent === null)));
        return face;
      },
    };
  }, [boxes, props.organs, speech, props.lettersReady]);
  const shape = size.width ? Math.round((size.width / size.height) * 4) / 4 : 0;
  const laid = useMemo(
    () => (shape ? belowOrgans(layout(root, boxes, (box) => faces.get(box.id), (id) => collapsed.has(id), { width: shape * 1000, height: 1000 }), props.organs.map((organ) => ({ id: organ.id, data: organ, ...sizeOf(faces.get(organ.id)) }))) : null),
    [root, boxes, props.organs, faces, collapsed, shape],
  );
  const at = useMemo(() => new Map([...(laid?.boxes ?? []), ...(laid?.organs ?? [])].map((box) => [box.id, box])), [laid]);
  useEffect(() => {
    if (!laid) return;
    props.onLaid(laid, faces);
    if (boxes.length && !performance.getEntriesByName("chart").length) performance.mark("chart");
  }, [laid, faces]);

  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      setSize({ width: Math.max(200, width), height: Math.max(200, height) });
    });
    observer.observe(frame.current!);
    return () => observer.disconnect();
  }, []);

  const look = () => {
    const { x, y, k } = transform.current;
    const isFar = k < FAR;
    const [x0, y0, x1, y1] = [-x / k, -y / k, (size.width - x) / k, (size.height - y) / k];
    setSight((before) => {
      if (before && before.isFar === isFar && before.x0 <= x0 && before.y0 <= y0 && before.x1 >= x1 && before.y1 >= y1
        && (isFar || before.x1 - before.x0 < 4 * (x1 - x0))) return before;
      const [w, h] = [(x1 - x0) * 0.4, (y1 - y0) * 0.4];
      return { x0: x0 - w, y0: y0 - h, x1: x1 + w, y1: y1 + h, isFar };
    });
  };
  const lookRef = useRef(look);
  lookRef.current = look;

  useEffect(() => {
    const zooming = zoom<SVGSVGElement, unknown>()
      .scaleExtent([0.02, 3])
      .on("zoom", (event: { transform: ZoomTransform; sourceEvent: unknown }) => {
        transform.current = event.transform;
        if (event.sourceEvent) touched.current = true;
        stage.current!.style.transform = `translate(${event.transform.x}px, ${event.transform.y}px) scale(${event.transform.k})`;
        lookRef.current();
      })
      // While it is dragged the drawing is a layer of its own, which is moved and not painted anew; letters stay sharp when it is zoomed.
      .on("start", (event: { sourceEvent: Event | null }) => stage.current!.classList.toggle("dragged", !!event.sourceEvent && event.sourceEvent.type !== "wheel"))
      .on("end", () => stage.current!.classList.remove("dragged"));
    behaviour.current = zooming;
    select(svg.current!).call(zooming).on("dblclick.zoom", null);
  }, []);

  const fitted = (): ZoomTransform => {
    const pad = 16;
    const foot = 50;
    const all = Math.min((size.width - 2 * pad) / laid!.width, (size.height - pad - foot) / laid!.height);
    // Not smaller than can be read, unless asked for: then the top is shown.
    const k = Math.min(1.15, touched.current ? all : Math.max(all, 0.5));
    const x = laid!.width * k <= size.width ? (size.width - laid!.width * k) / 2 : size.width / 2 - (at.get(ROOT)!.x + 98) * k;
    const y = laid!.height * k <= size.height ? Math.max(pad, (size.height - foot - laid!.height * k) / 3) : pad;
    return zoomIdentity.translate(x, y).scale(k);
  };
  const go = (to: ZoomTransform) => select(svg.current!).call(behaviour.current!.transform, to);
  const fit = (all: boolean) => {
    if (!laid || !size.width) return;
    touched.current = all;
    go(fitted());
    touched.current = false;
  };
  useLayoutEffect(() => {
    if (laid && size.width && !touched.current) fit(false);
    else if (laid) setSight(null), lookRef.current();
  }, [laid, size]);

  const reveal = (id: string, centre: boolean) => {
    const box = at.get(id);
    if (!box) return;
    const { x, y, k } = transform.current;
    const [left, top] = [box.x * k + x, box.y * k + y];
    const outside = left < 20 || top < 20 || left + box.width * k > size.width - 20 || top + box.height * k > size.height - 20;
    if (!outside && !(centre && k < 0.6)) return;
    const scale = centre ? Math.max(k, 0.8) : k;
    touched.current = true;
    go(zoomIdentity.translate(size.width / 2 - (box.x + box.width / 2) * scale, size.height / 2 - (box.y + box.height / 2) * scale).scale(scale));
  };
  useEffect(() => {
    const id = props.wanted?.id;
    if (!id || !laid) return;
    const parents = new Map(boxes.map((box) => [box.id, box.parent]));
    const open = new Set(collapsed);
    for (let up = parents.get(id); up; up = parents.get(up)) open.delete(up);
    setFocus(id);
    if (open.size !== collapsed.size) setClosed(open);
    else reveal(id, true);
  }, [props.wanted, laid]);

  const toggle = (id: string, close = !collapsed.has(id)) => {
    if (!children.has(id) || id === ROOT) return;
    const next = new Set(collapsed);
    if (close) next.add(id);
    else next.delete(id);
    touched.current = touched.current || boxes.length > MANY;
    setClosed(next);
  };

  const current = at.has(focus) ? focus : ROOT;
  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    reveal(current, false);
    stage.current?.querySelector<SVGGElement>('[role="treeitem"][tabindex="0"]')?.focus({ preventScroll: true });
  });
  const onKey = (event: KeyboardEvent) => {
    if (!laid || event.altKey || event.ctrlKey || event.metaKey) return;
    const order = laid.boxes;
    const index = order.findIndex((box) => box.id === current);
    const here = order[index]!;
    const move = (to: Drawn | undefined) => {
      if (!to) return;
      focusWanted.current = true;
      setFocus(to.id);
    };
    const isOpen = here.hasChildren && !collapsed.has(here.id);
    const keys: Record<string, () => void> = {
      ArrowDown: () => move(order[index + 1]),
      ArrowUp: () => move(order[index - 1]),
      ArrowRight: () => (isOpen ? move(order[index + 1]) : toggle(here.id, false)),
      ArrowLeft: () => (isOpen && here.id !== ROOT ? toggle(here.id, true) : move(at.get(here.parent ?? ROOT))),
      Home: () => move(order[0]),
      End: () => move(order.at(-1)),
      Enter: () => props.onSelect(here.id === ROOT ? null : here.data.unit.id),
      " ": () => props.onSelect(here.id === ROOT ? null : here.data.unit.id),
      "+": () => toggle(here.id, false),
      "-": () => toggle(here.id, true),
      Escape: () => props.onSelect(null),
    };
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    if (["ArrowRight", "ArrowLeft", "+", "-"].includes(event.key)) focusWanted.current = true;
    action();
  };

  const named = (id: string) => { const box = at.get(id); return box ? speech.name(box.data.unit.name) : id; };
  const sayTie = (tie: Tie) => `${tie.kind === "link" ? speech.say.coordinates : speech.say.reportsTo}: ${named(tie.from)} – ${named(tie.to)}`;
  const visible = !laid || !sight ? [] : laid.boxes.filter((box) =>
    box.id === current || (!sight.isFar && box.x < sight.x1 && box.x + box.width > sight.x0 && box.y < sight.y1 && box.y + box.height > sight.y0));
  return (
    <div class="chart" ref={frame}>
      <svg ref={svg} class="canvas" font-family={FONT} aria-hidden={laid ? undefined : "true"}>
        <g ref={stage}>
          {laid && sight && <Lines boxes={sight.isFar ? laid.boxes : near(laid.boxes, sight)} faces={faces} palette={palette} />}
          {laid && props.ties.length > 0 && (
            <Ties ties={props.ties} at={at} palette={palette} selected={selected} chosen={props.chosen} say={sayTie} label={speech.say.lines}
              {...(props.onTie && { choose: (tie: Tie | null) => (tie ? props.onTie!(tie.kind === "link" ? "link" : "line", tie.from, tie.to) : props.onSelect(null)) })} />
          )}
          {props.onTie && laid && sight && !sight.isFar && boxes.length <= MANY && (
            <Grips boxes={laid.boxes} palette={palette} chosen={props.chosen} choose={(unit, superior) => props.onTie!("line", unit, superior)} />
          )}
          {laid?.organs.map((box) => <g key={box.id} class="organ" role="img" aria-label={spoken(faces.get(box.id))} transform={`translate(${box.x} ${box.y})`}><OrganBody box={box} face={faces.get(box.id)} palette={palette} /></g>)}
          <g role="tree" aria-label={speech.say.chartLabel} onKeyDown={onKey}>
            {laid && sight?.isFar && <Silhouettes boxes={laid.boxes} faces={faces} palette={palette} />}
            {visible.map((box) => (
              <g
                key={box.id} class="node" role="treeitem" tabindex={box.id === current ? 0 : -1} data-id={box.id}
                aria-level={box.depth + 1} aria-posinset={box.position} aria-setsize={box.siblings} aria-selected={box.data.unit.id === selected}
                aria-label={spoken(faces.get(box.id))} {...(box.hasChildren && { "aria-expanded": !collapsed.has(box.id) })}
                style={{ transform: `translate(${box.x}px, ${box.y}px)` }}
                onClick={() => (setFocus(box.id), props.onSelect(box.id === ROOT ? null : box.data.unit.id))}
              >
                {found.has(box.id) && <rect x={-6} y={-6} width={box.width + 12} height={box.height + 12} rx={11} fill={palette.accent} opacity={0.22} />}
                <Body box={box} face={faces.get(box.id)} palette={palette} isSelected={selected !== null && box.data.unit.id === selected && box.id !== ROOT} />
              </g>
            ))}
            {visible.map((box) => box.hasChildren && box.id !== ROOT && (
              <Fold key={`fold ${box.id}`} box={box} palette={palette} isClosed={collapsed.has(box.id)} below={below(children, box.id)} onToggle={() => toggle(box.id)} />
            ))}
          </g>
        </g>
      </svg>
      <ZoomBar
        onZoom={(by) => select(svg.current!).call(behaviour.current!.scaleBy, by)} onFit={() => fit(true)}
        onExpand={collapsed.size ? () => ((touched.current = boxes.length > MANY), setClosed(new Set())) : null}
      />
    </div>
  );
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height });

function near(boxes: readonly Drawn[], sight: Window): Drawn[] {
  return boxes.filter((box) => {
    const first = box.line[0];
    if (!first) return false;
    const [left, right] = [Math.min(first[0], box.x), Math.max(first[0], box.x + box.width)];
    return left < sight.x1 && right > sight.x0 && first[1] < sight.y1 && box.y > sight.y0;
  });
}

/** From afar: one shape for all boxes of a kind, without letters. */
function Silhouettes({ boxes, faces, palette }: { boxes: readonly Drawn[]; faces: Faces; palette: Palette }) {
  const shapes = new Map<string, string>();
  for (const box of boxes) {
    const mark = faces.get(box.id)?.primary ?? "";
    shapes.set(mark, (shapes.get(mark) ?? "") + `M${Math.round(box.x)} ${Math.round(box.y)}h${box.width}v${box.height}h${-box.width}z`);
  }
  return (
    <g aria-hidden="true">
      {[...shapes].map(([mark, path]) => {
        const colour = mark ? palette.marks[mark as keyof Palette["marks"]] : null;
        return <path key={mark} d={path} fill={colour ? colour.edge : palette.line} shape-rendering="crispEdges" />;
      })}
    </g>
  );
}

function Fold({ box, palette, isClosed, below, onToggle }: { box: Drawn; palette: Palette; isClosed: boolean; below: number; onToggle(): void }) {
  const { say } = useSpeech();
  const text = isClosed ? `+${below}` : "–";
  const width = isClosed ? 16 + 7 * text.length : 18;
  return (
    <g
      class="fold" aria-hidden="true" style={{ transform: `translate(${box.x + box.width - width - 6}px, ${box.y + box.height - 9}px)` }}
      onClick={(event) => (event.stopPropagation(), onToggle())}
    >
      <title>{isClosed ? `${say.expand}: ${say.hidden(below)}` : say.collapse}</title>
      <rect x={-5} y={-5} width={width + 10} height={28} fill="transparent" />
      <rect width={width} height={18} rx={9} fill={palette.box} stroke={palette.line} />
      <text x={width / 2} y={13} text-anchor="middle" font-size={11.5} font-weight={650} fill={palette.faint}>{text}</text>
    </g>
  );
}

function below(children: ReadonlyMap<string, string[]>, id: string): number {
  return (children.get(id) ?? []).reduce((sum, child) => sum + 1 + below(children, child), 0);
}
