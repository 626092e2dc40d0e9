import type { Problem, Refusal } from "../api";
import type { Language, Name } from "./types";

/** How a field of an order is asked for. */
export type Kind =
  | "unit" | "units" | "twoUnits" | "parent" | "superiors" | "newUnit" | "name" | "kind" | "pillar" | "text" | "day" | "yes" | "change" | "function" | "newFunction"
  | "placedFunctions" | "placedUnits" | "into" | "intoSeveral" | "unitOrNew" | "newFunctions"
  | "longText" | "authority" | "organ" | "reported" | "verdict" | "mandate" | "changes" | "documents" | "priority" | "class";

export interface Field {
  name: string;
  kind: Kind;
  optional?: true;
}

const f = (name: string, kind: Kind): Field => ({ name, kind });
const o = (name: string, kind: Kind): Field => ({ name, kind, optional: true });

/** Every structural order, and what it says; names are the contract's. */
export const ORDERS = {
  CreateSecretariat: [f("name", "name"), o("unit", "newUnit"), o("parent", "parent"), o("reportsTo", "superiors"), o("pillar", "pillar"), o("functions", "newFunctions")],
  CreateUnit: [f("name", "name"), f("kind", "kind"), o("unit", "newUnit"), o("parent", "parent"), o("reportsTo", "superiors"), o("autonomous", "yes"), o("functions", "newFunctions")],
  EliminateSecretariat: [f("unit", "unit"), o("successor", "unit"), o("redistribution", "placedFunctions"), o("subordinates", "placedUnits")],
  EliminateUnit: [f("unit", "unit"), o("successor", "unit"), o("redistribution", "placedFunctions"), o("subordinates", "placedUnits")],
  RenameUnit: [f("unit", "unit"), f("name", "name")],
  MoveUnit: [f("unit", "unit"), o("parent", "parent")],
  SetReportingLines: [f("unit", "unit"), f("reportsTo", "superiors")],
  ConvertUnit: [f("unit", "unit"), f("into", "into")],
  MergeUnits: [f("units", "units"), f("into", "unitOrNew")],
  SplitUnit: [f("unit", "unit"), f("into", "intoSeveral"), o("keeps", "yes")],
  SuspendUnit: [f("unit", "unit"), o("reason", "text")],
  ReactivateUnit: [f("unit", "unit"), o("reason", "text")],
  ReinstateUnit: [f("unit", "newUnit"), o("parent", "parent")],
  AssignFunction: [f("name", "name"), f("unit", "unit"), o("function", "newFunction")],
  RedistributeFunction: [f("function", "function"), f("to", "unit")],
  ReviseFunction: [f("function", "function"), f("name", "name")],
  DiscontinueFunction: [f("function", "function")],
  AlignWithPillar: [f("unit", "unit"), f("pillar", "pillar")],
  LinkCoordination: [f("units", "twoUnits"), o("purpose", "text")],
  UnlinkCoordination: [f("units", "twoUnits"), o("purpose", "text")],
  CorrectEffectiveDate: [f("change", "change"), f("effectiveOn", "day")],
  AnnulChange: [f("change", "change"), f("reason", "text")],
} as const satisfies Record<string, Field[]>;

export type OrderType = keyof typeof ORDERS;
export const ORDER_TYPES = Object.keys(ORDERS) as OrderType[];

/** Whether an event is a change of the structure: one that can be corrected, annulled, or shown for a mandate. */
export const isChange = (event: string) => /^(Secretariat|Unit|ReportingLines|Function|Coordination)/.test(event);

/** Whether an event tells of the structure at all; those of mandates and proposals do not. */
export const isOfStructure = (event: string) => isChange(event) || event === "EffectiveDateCorrected" || event === "ChangeAnnulled";

/** An order as it is being written. Values are as the fields hold them. */
export interface Draft {
  type: OrderType;
  values: Record<string, unknown>;
}

export interface PackageDraft {
  resolution: string;
  paragraph: string;
  effectiveOn: string;
  note: string;
  orders: Draft[];
}

/** What is sent: fields left empty are left out. {@code holderOf} tells who gives a function away. */
export function packageOf(draft: PackageDraft, holderOf: (fn: string) => string | undefined, there?: ReadonlySet<string>) {
  return {
    authority: authorityOf(draft),
    effectiveOn: draft.effectiveOn,
    ...(draft.note && { note: draft.note }),
    changes: changesOf(draft.orders, holderOf, there),
  };
}

export const authorityOf = ({ resolution, paragraph }: { resolution: string; paragraph: string }) => ({ resolution, ...(paragraph && { paragraph }) });

/**
 * The orders as they are sent. What the form does not ask for, such as the evidence of a single change, goes along as it was read.
 * A new unit that another order names bears the id by which it does; of the rest the register makes the ids.
 *
 * @param there ids of the units that are in force
 */
export function changesOf(drafts: readonly Draft[], holderOf: (fn: string) => string | undefined, there: ReadonlySet<string> = new Set()): Record<string, unknown>[] {
  const changes = drafts.map(({ type, values }) => {
    const change: Record<string, unknown> = { type };
    for (const [name, value] of Object.entries(values)) {
      const kept = filled(value);
      if (kept !== undefined) change[name] = kept;
    }
    if (type === "RedistributeFunction") change["from"] = holderOf(String(values["function"])) ?? values["from"];
    return change;
  });
  const named = changes.map((change) => new Set(unitsNamed(change)));
  const taken = new Set(there);
  changes.forEach((change, index) => {
    for (const part of newUnits(change)) {
      const id = slug((part["name"] as Name | undefined) ?? {});
      if (part["unit"] || taken.has(id) || !named.some((others, order) => order !== index && others.has(id))) continue;
      part["unit"] = id;
      taken.add(id);
    }
  });
  return changes;
}

/** The parts of an order that bring units into being. */
export function newUnits(change: Record<string, unknown>): Record<string, unknown>[] {
  if (change["type"] === "CreateUnit" || change["type"] === "CreateSecretariat") return [change];
  const into = change["into"];
  return Array.isArray(into) ? into : into && typeof into === "object" ? [into as Record<string, unknown>] : [];
}

const NAMING_UNITS = new Set(["unit", "units", "parent", "reportsTo", "to", "successor", "into"]);

/** The ids of units in an order, also those in its parts. */
function unitsNamed(value: unknown, isOfUnit = false): string[] {
  if (typeof value === "string") return isOfUnit ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => unitsNamed(one, isOfUnit));
  return value && typeof value === "object" ? Object.entries(value).flatMap(([key, one]) => unitsNamed(one, NAMING_UNITS.has(key))) : [];
}

/** The orders of a package that was written before, to be written on. */
export function draftsOf(changes: readonly Record<string, unknown>[], language: Language): Draft[] {
  return changes.map(({ type, ...values }) => ({ type: type as OrderType, values: named(values, language) as Record<string, unknown> }));
}

/** A name that stands as a text alone is in the organisation's own language. */
function named(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.map((one) => named(one, language));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, key === "name" && typeof one === "string" ? { [language]: one } : named(one, language)]));
}

/** What is left of a value without what was left empty; undefined: nothing. */
export function filled(value: unknown): unknown {
  if (value === undefined || value === null || value === "" || value === false) return undefined;
  if (Array.isArray(value)) {
    const kept = value.map(filled).filter((one) => one !== undefined);
    return kept.length ? kept : undefined;
  }
  if (typeof value === "object") {
    const kept = Object.entries(value).map(([key, one]) => [key, filled(one)] as const).filter(([, one]) => one !== undefined);
    return kept.length ? Object.fromEntries(kept) : undefined;
  }
  return value;
}

/** A field that must be filled and is not: which, in which order. */
export function missing(orders: readonly Draft[]): { order: number; field: string }[] {
  return orders.flatMap(({ type, values }, order) =>
    (ORDERS[type] as readonly Field[]).filter((field) => !field.optional && filled(values[field.name]) === undefined && field.kind !== "yes")
      .map((field) => ({ order, field: field.name })));
}

const OF_AUTHORITY = /^authority-/;

/** Where a refusal is shown: at the authority, at the field that holds one of its facts, or at its order as a whole. */
export function placeOf(refusal: Refusal, orders: readonly Draft[]): { order: number; field: string | null } {
  if (OF_AUTHORITY.test(refusal.code)) return { order: -1, field: "authority" };
  const order = refusal.index;
  const written = orders[order];
  if (!written) return { order: -1, field: null };
  const fields = ORDERS[written.type] as readonly Field[];
  const wanted: Record<string, string> = { "subordinates-remain": "subordinates", "functions-remain": "redistribution", "sibling-name-taken": "name", "not-a-secretariat": "unit" };
  const byCode = wanted[refusal.code];
  if (byCode && fields.some((field) => field.name === byCode)) return { order, field: byCode };
  for (const field of fields)
    if (refusal[field.name] !== undefined && (typeof refusal[field.name] !== "object" || field.kind === "units")) return { order, field: field.name };
  const facts = Object.values(refusal).filter((fact): fact is string => typeof fact === "string");
  const holding = fields.find((field) => facts.includes(String(written.values[field.name] ?? "")));
  return { order, field: holding?.name ?? null };
}

/** Where bad input is shown: {@code changes[2].name.en} is the name of the third order, of a package or of a proposal's. */
export function placeOfField(path: string): { order: number; field: string } {
  const parts = /^(?:package\.)?changes\[(\d+)\]\.([A-Za-z]+)/.exec(path);
  return parts ? { order: Number(parts[1]), field: parts[2]! } : { order: -1, field: path.startsWith("authority") ? "authority" : path };
}

/** What an answer holds against one field of one order; {@code say} words a refusal. */
export function complaintsOf(problem: Pick<Problem, "refusals" | "field" | "detail">, orders: readonly Draft[], order: number, field: string | null, say: (refusal: Refusal) => string): string[] {
  const isHere = (place: { order: number; field: string | null }) => place.order === order && place.field === field;
  return [
    ...(problem.refusals ?? []).filter((refusal) => isHere(placeOf(refusal, orders))).map(say),
    ...(problem.field && isHere(placeOfField(problem.field)) ? [problem.detail] : []),
  ];
}

/** An id from a name, in the form that the register gives those that it makes; there is room for a number behind it. */
export function slug(name: Name): string {
  const text = name.en ?? name.es ?? name.pt ?? name.fr ?? "";
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 80).replace(/-+$/, "");
}
