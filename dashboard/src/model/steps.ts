import type { Refusal } from "../api";
import type { Role } from "../session";
import type { Field } from "./orders";

/** A step with a mandate or a proposal: where it is ordered, what it says, and whose it is. */
export interface Step {
  /** The last part of its path. */
  path: string;
  fields: readonly Field[];
  roles: readonly Role[];
  /** It ends the matter, or throws back what was reached. */
  isGrave?: true;
}

const f = (name: string, kind: Field["kind"]): Field => ({ name, kind });
const o = (name: string, kind: Field["kind"]): Field => ({ name, kind, optional: true });
const officer: readonly Role[] = ["officer"];

const ACT = f("authority", "authority");
/** What any step may say besides its own fields. */
const BESIDE = [o("effectiveOn", "day")];
const GROUNDED = [...BESIDE, o("note", "text")];
const PROVISION = o("authority", "authority");

/** By what the register calls possible; editing has a form of its own. */
export const PROPOSAL_STEPS: Record<string, Step> = {
  submission: { path: "submission", fields: BESIDE, roles: officer },
  consideration: { path: "consideration", fields: [f("organ", "organ"), o("session", "text"), ...BESIDE], roles: officer },
  approval: { path: "approval", fields: [o("comments", "longText"), PROVISION, ...BESIDE], roles: ["approver"] },
  enactment: { path: "enactment", fields: [ACT, ...BESIDE], roles: officer },
  return: { path: "return", fields: [f("comments", "longText"), ...BESIDE], roles: ["officer", "approver"] },
  rejection: { path: "rejection", fields: [f("reason", "longText"), ...BESIDE], roles: ["approver"], isGrave: true },
  withdrawal: { path: "withdrawal", fields: [o("reason", "longText"), ...BESIDE], roles: officer, isGrave: true },
};

export const MANDATE_STEPS: Record<string, Step> = {
  assignment: { path: "assignment", fields: [f("lead", "unit"), o("units", "units"), ...GROUNDED], roles: officer },
  report: {
    path: "reports",
    fields: [f("status", "reported"), o("statement", "longText"), o("unit", "unit"), o("changes", "changes"), o("documents", "documents"), o("session", "text"), o("nextDueOn", "day"), ...GROUNDED],
    roles: officer,
  },
  implementation: { path: "implementation", fields: [o("statement", "longText"), o("changes", "changes"), o("documents", "documents"), o("unit", "unit"), ...GROUNDED], roles: officer },
  verification: { path: "verification", fields: [f("verified", "verdict"), o("statement", "longText"), o("reason", "longText"), ...GROUNDED], roles: ["officer", "approver"] },
  closure: { path: "closure", fields: [o("reason", "longText"), ...GROUNDED], roles: officer },
  reopening: { path: "reopening", fields: [f("reason", "longText"), ...GROUNDED], roles: officer },
  renewal: { path: "renewal", fields: [ACT, o("dueOn", "day"), ...GROUNDED], roles: officer },
  adaptation: { path: "adaptation", fields: [ACT, o("title", "name"), o("text", "name"), o("dueOn", "day"), ...GROUNDED], roles: officer },
  merger: { path: "merger", fields: [ACT, f("into", "mandate"), ...GROUNDED], roles: officer, isGrave: true },
  replacement: { path: "replacement", fields: [ACT, f("by", "mandate"), ...GROUNDED], roles: officer, isGrave: true },
  retirement: { path: "retirement", fields: [ACT, o("reason", "longText"), ...GROUNDED], roles: officer, isGrave: true },
  lapse: { path: "lapse", fields: [o("reason", "longText"), ...GROUNDED], roles: officer, isGrave: true },
  discharge: { path: "discharge", fields: [o("reason", "longText"), ...GROUNDED], roles: officer, isGrave: true },
};

/** A mandate that is issued: what the act says, and by when. */
export const ISSUE: Step = {
  path: "", fields: [f("title", "name"), o("text", "name"), ACT, o("dueOn", "day"), o("priority", "priority"), o("class", "class"), o("pillar", "pillar"), ...GROUNDED], roles: officer,
};

/** What is possible and theirs, in the order in which it is usually done. */
export function stepsOf(all: Record<string, Step>, possible: readonly string[], roles: readonly Role[]): string[] {
  return Object.keys(all).filter((name) => possible.includes(name) && all[name]!.roles.some((role) => roles.includes(role)));
}

const BY_CODE: Record<string, string[]> = {
  "effective-in-the-future": ["effectiveOn"], "effective-before-last-step": ["effectiveOn"], "change-unknown": ["changes"], "organ-unknown": ["organ"],
  "not-the-lead-unit": ["unit"], "not-an-answering-unit": ["unit"], "not-recurring": ["nextDueOn"], "next-due-not-later": ["nextDueOn"],
  "mandate-unknown": ["into", "by", "mandate"], "mandate-not-open": ["into", "by", "mandate"], "continues-itself": ["into", "by"],
};

/** At which field of the step a refusal is shown; null: at the step as a whole. */
export function placeInStep(refusal: Refusal, fields: readonly Field[], values: Record<string, unknown>): string | null {
  const has = (name: string) => fields.some((field) => field.name === name);
  if (refusal.code.startsWith("authority-") && has("authority")) return "authority";
  const byCode = BY_CODE[refusal.code]?.find(has);
  if (byCode) return byCode;
  if (refusal.code === "unit-cannot-answer")
    return fields.find((field) => values[field.name] === refusal["unit"])?.name ?? (has("units") ? "units" : has("unit") ? "unit" : null);
  return null;
}

/** At which field bad input is shown: {@code documents[0].title} at the documents. */
export const fieldOf = (path: string, fields: readonly Field[]) => {
  const [name = ""] = path.split(/[.[]/);
  return fields.some((field) => field.name === name) ? name : null;
};
