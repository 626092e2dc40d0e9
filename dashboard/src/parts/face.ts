import type { Speech } from "../i18n";
import type { Box, Mark } from "../model/comparison";
import { wrap } from "../model/wrap";
import { SIGNS } from "./palette";

/** What a box shows, broken into lines, and how large that makes it. */
export interface Face {
  width: number;
  height: number;
  pills: { mark: Mark; text: string; x: number; y: number; width: number }[];
  lines: { text: string; y: number; size: number; weight: number; tone: "text" | "faint"; struck?: boolean }[];
  primary: Mark | null;
  isTrace: boolean;
}

export const WIDTH = 190;
export const FONT = "'Source Sans 3 Variable', 'Source Sans 3', 'Segoe UI', system-ui, sans-serif";
const PAD = 11;

let context: CanvasRenderingContext2D | null = null;
const widths = new Map<string, number>();

function measured(text: string, size: number, weight: number): number {
  const key = `${size} ${weight} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    context ??= document.createElement("canvas").getContext("2d")!;
    context.font = `${weight} ${size}px ${FONT}`;
    width = context.measureText(text).width;
    if (widths.size > 60_000) widths.clear();
    widths.set(key, width);
  }
  return width;
}

/** The same in one line, for those who do not see it. */
export const spoken = (face: Face) => [...face.lines, ...face.pills].map((part) => part.text).join(" ");

/** Measures again, once the page's own letters have arrived. */
export function forgetWidths() {
  widths.clear();
}

export function faceOf(box: Box, speech: Speech, depthHint: boolean): Face {
  const { say } = speech;
  const isTrace = box.movedTo !== undefined;
  const face: Face = { width: WIDTH, height: 0, pills: [], lines: [], primary: box.marks[0] ?? null, isTrace };
  const room = WIDTH - 2 * PAD - 2;
  let y = isTrace ? 5 : 7;
  const put = (text: string, size: number, weight: number, tone: "text" | "faint", struck = false) => {
    for (const line of wrap(text, room, (part) => measured(part, size, weight))) {
      y += size * 1.18;
      face.lines.push({ text: line, y: y - size * 0.26, size, weight, tone, ...(struck && { struck }) });
    }
  };
  const name = speech.name(box.unit.name) + (speech.isTranslated(box.unit.name) ? "†" : "");
  if (isTrace) {
    put(`→ ${name}`, 11.5, 400, "faint");
    face.height = Math.round(y + 6);
    return face;
  }
  if (box.marks.length) {
    let x = PAD;
    for (const mark of box.marks) {
      const text = `${SIGNS[mark]} ${say.marks[mark]}`;
      const width = measured(text, 10.5, 700) + 12;
      if (x > PAD && x + width > WIDTH - PAD) (x = PAD), (y += 18);
      face.pills.push({ mark, text, x, y, width });
      x += width + 4;
    }
    y += 17;
  }
  const heavy = /secretariat/.test(box.unit.kind) || depthHint;
  put(name, 13.5, heavy ? 650 : 450, "text", box.marks[0] === "eliminated");
  if (box.formerName) (y += 2), put(`${say.formerly}: ${speech.name(box.formerName)}`, 11.5, 400, "faint");
  const notes = [
    box.gained ? `+ ${say.gained(box.gained)}` : "",
    box.lost ? `− ${say.lost(box.lost)}` : "",
    box.unit.suspended ? say.pending : "",
  ].filter(Boolean);
  if (notes.length) (y += 2), notes.forEach((note) => put(note, 11.5, 500, "faint"));
  face.height = Math.round(Math.max(32, y + 8));
  return face;
}
