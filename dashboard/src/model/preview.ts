import type { Refusal } from "../api";
import type { Cause, Difference, Name, Structure, Unit, UnitFunction } from "./types";

type PreviewUnit = Pick<Unit, "id" | "kind" | "name" | "pillar" | "autonomous"> & {
  parent?: string;
  reportsTo: { unit?: string; organ?: string }[];
  suspended?: true;
  functions: { id: string; name: Name }[];
};

/** What a proposal would do if it were enacted now. */
export interface Preview {
  proposal: string;
  organisation: string;
  state: string;
  contentHash: string;
  effectiveOn: string;
  refusals: Refusal[];
  /** Absent where there are refusals, likewise the structure. */
  difference?: { unit?: string; difference: string; after?: unknown }[];
  structure?: { units: PreviewUnit[]; coordination: { first: string; second: string }[] };
}

/** Nothing of it has happened: its causes are the proposal's. */
const cause = (preview: Preview): Cause => ({ event: "", effectiveOn: preview.effectiveOn, authority: { resolution: "" } });

/** The structure as it would be, in the words of every structure; what stays as it is keeps its causes. Null where it is refused. */
export function structureAfter(preview: Preview, before: Structure): Structure | null {
  if (!preview.structure) return null;
  const none = cause(preview);
  const then = new Map(before.units.map((unit) => [unit.id, unit]));
  const functions = new Map(before.units.flatMap((unit) => unit.functions).map((one) => [one.id, one]));
  const predecessors = new Map<string, string[]>();
  for (const [from, to] of successions(preview)) for (const id of to) predecessors.set(id, [...(predecessors.get(id) ?? []), from]);
  const units = preview.structure.units.map(({ parent, reportsTo, suspended, functions: held, ...unit }): Unit => {
    const was = then.get(unit.id);
    const former = predecessors.get(unit.id) ?? was?.predecessors;
    return {
      since: preview.effectiveOn, authority: none.authority, event: "", ...was, ...unit, parent: parent ?? null,
      reportsTo: reportsTo.map((one) => one.unit ?? one.organ ?? ""),
      ...(suspended && { suspended: was?.suspended ?? { since: preview.effectiveOn } }), ...(former && { predecessors: former }),
      functions: held.map((one): UnitFunction => ({ since: preview.effectiveOn, authority: none.authority, event: "", ...functions.get(one.id), ...one })),
    };
  });
  const links = new Map(before.coordination.map((link) => [keyOf(link.units), link]));
  return {
    ...before, effectiveOn: preview.effectiveOn, units,
    coordination: preview.structure.coordination.map(({ first, second }) => links.get(keyOf([first, second])) ?? { units: [first, second], since: preview.effectiveOn, authority: none.authority, event: "" }),
  };
}

/** How the structure would differ, in the words of the difference between two days. */
export function differenceOf(preview: Preview, before: Structure, after: Structure): Difference {
  const because = cause(preview);
  const then = new Map(before.units.map((unit) => [unit.id, unit]));
  const now = new Map(after.units.map((unit) => [unit.id, unit]));
  const successors = new Map(successions(preview).map(([from, to]) => [from, to.filter((id) => now.has(id) && !then.has(id))]));
  const isSuccessor = new Set([...successors.values()].flat());
  const stays = after.units.flatMap((unit): [Unit, Unit][] => { const was = then.get(unit.id); return was ? [[was, unit]] : []; });
  const altered = (is: (was: Unit, unit: Unit) => boolean) =>
    stays.filter(([was, unit]) => is(was, unit)).map(([was, unit]) => ({ was, unit, told: { unit: unit.id, name: unit.name, cause: because } }));
  const gone = before.units.filter((unit) => !now.has(unit.id));
  const holders = (units: readonly Unit[]) => new Map(units.flatMap((unit) => unit.functions.map((one): [string, { unit: string; name: Name }] => [one.id, { unit: unit.id, name: one.name }])));
  const [held, holds] = [holders(before.units), holders(after.units)];
  const functions = [...holds].map(([id, one]) => ({ id, ...one, from: held.get(id)?.unit }));
  const [tiedBefore, tied] = [before.coordination, after.coordination].map((links) => new Set(links.map((link) => keyOf(link.units))));
  return {
    created: after.units.filter((unit) => !then.has(unit.id) && !isSuccessor.has(unit.id)).map((unit) => ({ ...unit, cause: because })),
    eliminated: gone.filter((unit) => !successors.get(unit.id)?.length).map((unit) => ({ unit: unit.id, name: unit.name, successors: [], cause: because })),
    converted: gone.flatMap((unit) => {
      const [to, ...more] = successors.get(unit.id) ?? [];
      return to === undefined ? [] : [{ from: unit.id, fromName: unit.name, to, toName: now.get(to)!.name, ...(more.length && { successors: [to, ...more] }), cause: because }];
    }),
    renamed: altered((was, unit) => differs(was.name, unit.name)).map(({ was, unit, told }) => ({ ...told, fromName: was.name, toName: unit.name })),
    moved: altered((was, unit) => was.parent !== unit.parent).map(({ was, unit, told }) => ({ ...told, from: was.parent, to: unit.parent })),
    reportingLines: altered((was, unit) => differs(was.reportsTo, unit.reportsTo)).map(({ was, unit, told }) => ({ ...told, from: was.reportsTo, to: unit.reportsTo })),
    aligned: altered((was, unit) => was.pillar !== unit.pillar).map(({ was, unit, told }) => ({ ...told, from: was.pillar ?? null, to: unit.pillar ?? null })),
    suspended: altered((was, unit) => !was.suspended && !!unit.suspended).map(({ told }) => told),
    reactivated: altered((was, unit) => !!was.suspended && !unit.suspended).map(({ told }) => told),
    // A function that goes with its unit into a new identity is not redistributed.
    functionsMoved: functions.filter((one) => one.from !== undefined && one.from !== one.unit && !successors.get(one.from)?.includes(one.unit))
      .map((one) => ({ function: one.id, name: one.name, from: one.from!, to: one.unit, cause: because })),
    functionsCreated: functions.filter((one) => one.from === undefined).map((one) => ({ function: one.id, name: one.name, unit: one.unit, cause: because })),
    functionsDiscontinued: [...held].filter(([id]) => !holds.has(id)).map(([id, one]) => ({ function: id, name: one.name, unit: one.unit, cause: because })),
    linked: after.coordination.filter((link) => !tiedBefore!.has(keyOf(link.units))).map((link) => ({ ...link, cause: because })),
    unlinked: before.coordination.filter((link) => !tied!.has(keyOf(link.units))).map((link) => ({ ...link, cause: because })),
  };
}

const successions = (preview: Preview): [string, string[]][] =>
  (preview.difference ?? []).flatMap((one): [string, string[]][] => (one.difference === "ended" && one.unit && Array.isArray(one.after) ? [[one.unit, one.after as string[]]] : []));

/** The order of keys tells nothing, that of lists does. */
const differs = (a: object, b: object) => JSON.stringify(sorted(a)) !== JSON.stringify(sorted(b));
const sorted = (value: object) => (Array.isArray(value) ? value : Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));

const keyOf = (ends: readonly string[]) => [...ends].sort().join(" ");
