import { plusDays } from "./days";
import type { Difference, LogLine, Resolution } from "./types";

/** Changes of units themselves, as against their functions, lines and links. */
const OF_UNITS = /^(SecretariatCreated|UnitCreated|SecretariatEliminated|UnitEliminated|UnitConverted|UnitsMerged|UnitSplit|UnitMoved|UnitRenamed|UnitReinstated|UnitSuspended|UnitReactivated)$/;

/** The resolution under which an act was adopted, as far up as resolutions go; an act of another kind stands for itself. */
export function rootOf(id: string, acts: ReadonlyMap<string, Resolution>): string {
  let act = acts.get(id);
  if (act?.kind !== "resolution") return id;
  const seen = new Set<string>();
  while (act?.under && acts.get(act.under)?.kind === "resolution" && !seen.has(act.id)) {
    seen.add(act.id);
    act = acts.get(act.under);
  }
  return act?.id ?? id;
}

export interface Headline {
  resolution: Resolution;
  required: LogLine[];
  inEffect: number;
  /** Changes of units that rest on other acts, in effect between the two days. */
  others: number;
}

/**
 * Which resolution is behind a comparison, how many changes of units rest on it, and how many of them are in effect: what
 * most of the difference that rests on resolutions rests on. Null where none does.
 *
 * @param log as it counts
 */
export function headline(
  difference: Difference, log: readonly LogLine[], acts: ReadonlyMap<string, Resolution>, on: string,
): Headline | null {
  const causes = [
    ...difference.created, ...difference.eliminated, ...difference.converted, ...difference.renamed, ...difference.moved,
    ...difference.suspended, ...difference.reactivated,
  ].map((one) => one.cause);
  const weight = new Map<string, number>();
  for (const cause of causes) {
    const root = rootOf(cause.authority.resolution, acts);
    if (acts.get(root)?.kind === "resolution") weight.set(root, (weight.get(root) ?? 0) + 1);
  }
  const [top] = [...weight].sort((a, b) => b[1] - a[1]);
  const resolution = top && acts.get(top[0]);
  if (!resolution) return null;
  const required = log.filter((line) =>
    OF_UNITS.test(line.type) && rootOf(line.resolution, acts) === resolution.id);
  const events = new Set(required.map((line) => line.id));
  return {
    resolution,
    required,
    inEffect: required.filter((line) => line.effectiveOn <= on).length,
    others: new Set(causes.filter((cause) => !events.has(cause.event)).map((cause) => cause.event)).size,
  };
}

/**
 * The two days that a first visitor sees: from the adoption of the resolution behind the latest changes of units to the day
 * on which the last of these took effect; where no resolution is behind any, the last change and the day before it.
 *
 * @param log as it counts
 */
export function firstComparison(log: readonly LogLine[], acts: ReadonlyMap<string, Resolution>): { compare: string; on: string } | null {
  const ofUnits = log.filter((line) => line.effectiveOn && OF_UNITS.test(line.type));
  const first = ofUnits.reduce((least, line) => (line.effectiveOn < least ? line.effectiveOn : least), "9999-12-31");
  let latest: { root: Resolution; on: string } | undefined;
  for (const line of ofUnits) {
    const root = acts.get(rootOf(line.resolution, acts));
    if (root?.kind !== "resolution" || root.adoptedOn < first) continue;
    if (!latest || line.effectiveOn > latest.on) latest = { root, on: line.effectiveOn };
  }
  if (latest) {
    const before = plusDays(latest.on, -1);
    return { compare: latest.root.adoptedOn < before ? latest.root.adoptedOn : before, on: latest.on };
  }
  const last = ofUnits.reduce((most, line) => (line.effectiveOn > most ? line.effectiveOn : most), "");
  return last ? { compare: plusDays(last, -1), on: last } : null;
}
