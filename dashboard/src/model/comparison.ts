import type { Cause, Difference, LogLine, Name, Structure, Unit } from "./types";

/** What happened to a unit between two days; the first of several gives the colour. */
export type Mark = "created" | "eliminated" | "converted" | "moved" | "renamed" | "suspended" | "reactivated" | "adjusted";

export const MARKS: readonly Mark[] = [
  "created", "eliminated", "converted", "moved", "renamed", "suspended", "reactivated", "adjusted",
];

/** One box of the chart: a unit as it is, or, where it has gone, as it last was. */
export interface Box {
  id: string;
  unit: Unit;
  /** Where it stands in the chart; null directly under the organisation. */
  parent: string | null;
  marks: Mark[];
  /** Set on the trace that a moved unit leaves at its former place: where it went. */
  movedTo?: string | null;
  formerName?: Name;
  formerParent?: string | null;
  gained: number;
  lost: number;
  causes: Cause[];
}

/**
 * A place for every unit that ever was, which no date changes: the position of the event that established it, and for a
 * successor its predecessor's, so that a conversion does not move it away.
 */
export function places(log: readonly LogLine[], units: Iterable<Unit>): Map<string, number> {
  const byEvent = new Map(log.map((line) => [line.id, line.position]));
  const places = new Map<string, number>();
  for (const line of log)
    if (/^(UnitCreated|SecretariatCreated)$/.test(line.type) && !places.has(line.subject)) places.set(line.subject, line.position);
  let unknown = 1e9;
  for (const unit of units) {
    const predecessor = unit.predecessors?.map((id) => places.get(id)).find((place) => place !== undefined);
    const own = byEvent.get(unit.event) ?? places.get(unit.id);
    if (predecessor !== undefined) places.set(unit.id, predecessor + 0.5);
    else if (own !== undefined) places.set(unit.id, own);
    else if (!places.has(unit.id)) places.set(unit.id, unknown++);
  }
  return places;
}

/** Trace of a moved unit, at the place it left. */
export const traceOf = (id: string) => `${id}@former`;

/** The boxes of one day, in the order of their places. */
export function boxesOf(structure: Structure, place: Map<string, number>): Box[] {
  return inOrder(structure.units.map((unit) => box(unit)), place);
}

/** The boxes of a day compared with another: what is gone is still there, marked, where it was. */
export function compared(before: Structure, after: Structure, difference: Difference, place: Map<string, number>): Box[] {
  const then = new Map(before.units.map((unit) => [unit.id, unit]));
  const boxes = new Map(after.units.map((unit) => [unit.id, box(unit)]));
  const mark = (id: string, mark: Mark, cause: Cause) => {
    const marked = boxes.get(id);
    if (marked && !marked.marks.includes(mark)) marked.marks.push(mark);
    marked?.causes.push(cause);
    return marked;
  };
  for (const one of difference.created) mark(one.id, "created", one.cause);
  const folded = new Set<string>();
  for (const one of difference.converted) {
    const marked = mark(one.to, "converted", one.cause);
    const former = then.get(one.from);
    // A merger has several predecessors: the first lends its place, the others stay visible as eliminated.
    if (marked && former && !marked.formerName && !one.successors) {
      marked.formerName = one.fromName;
      folded.add(one.from);
    }
  }
  for (const one of difference.renamed) {
    const marked = mark(one.unit, "renamed", one.cause);
    if (marked) marked.formerName = one.fromName;
  }
  for (const one of difference.moved) {
    const marked = mark(one.unit, "moved", one.cause);
    const former = then.get(one.unit);
    if (!marked || !former) continue;
    marked.formerParent = one.from;
    boxes.set(traceOf(one.unit), { ...box(former), id: traceOf(one.unit), parent: one.from, movedTo: one.to, marks: ["moved"], causes: [one.cause] });
    place.set(traceOf(one.unit), place.get(one.unit) ?? 0);
  }
  for (const one of difference.suspended) mark(one.unit, "suspended", one.cause);
  for (const one of difference.reactivated) mark(one.unit, "reactivated", one.cause);
  for (const one of [...difference.reportingLines, ...difference.aligned, ...(difference.reclassified ?? [])]) mark(one.unit, "adjusted", one.cause);

  const ended = new Map<string, Cause>();
  for (const one of difference.eliminated) ended.set(one.unit, one.cause);
  for (const one of difference.converted) if (!folded.has(one.from)) ended.set(one.from, one.cause);
  for (const [id, cause] of ended) {
    const unit = then.get(id);
    if (unit && !boxes.has(id)) boxes.set(id, { ...box(unit), marks: ["eliminated"], causes: [cause] });
  }

  const successor = new Map(difference.converted.filter((one) => folded.has(one.from)).map((one) => [one.from, one.to]));
  for (const one of boxes.values())
    if (one.parent !== null && !boxes.has(one.parent)) one.parent = successor.get(one.parent) ?? null;
  for (const one of difference.functionsMoved) {
    const to = boxes.get(one.to);
    if (to) to.gained++;
    const from = boxes.get(successor.get(one.from) ?? one.from);
    if (from && from !== to) from.lost++;
    else if (to) to.gained--;
  }
  for (const one of difference.functionsCreated) {
    const to = boxes.get(one.unit);
    if (to && !to.marks.includes("created")) to.gained++;
  }
  for (const one of difference.functionsDiscontinued) {
    const from = boxes.get(one.unit);
    if (from) from.lost++;
  }
  for (const one of boxes.values()) {
    if ((one.gained || one.lost) && !one.marks.length) one.marks.push("adjusted");
    one.marks.sort((a, b) => MARKS.indexOf(a) - MARKS.indexOf(b));
  }
  return inOrder([...boxes.values()], place);
}

/** How many units bear each mark; traces count once, as the unit that they are of. */
export function counts(boxes: readonly Box[]): Map<Mark, number> {
  const counts = new Map<Mark, number>();
  for (const one of boxes)
    if (one.movedTo === undefined) for (const mark of one.marks) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return counts;
}

function box(unit: Unit): Box {
  return { id: unit.id, unit, parent: unit.parent, marks: [], gained: 0, lost: 0, causes: [] };
}

function inOrder(boxes: Box[], place: Map<string, number>): Box[] {
  const at = (one: Box) => place.get(one.id) ?? Number.MAX_SAFE_INTEGER;
  return boxes.map((one, index) => ({ one, index })).sort((a, b) => at(a.one) - at(b.one) || a.index - b.index).map(({ one }) => one);
}
