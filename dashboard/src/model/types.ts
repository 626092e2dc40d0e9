/** What the register answers, as far as the page reads it. Field names are the contract's. */

export const LANGUAGES = ["en", "es", "pt", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];

/** A name in the languages in which it is known; at least one. */
export type Name = Partial<Record<Language, string>>;

export interface Authority {
  resolution: string;
  paragraph?: string;
  mandate?: string;
}

export type Source = "document" | "public-record" | "inferred" | "assumed";

export interface Evidence {
  source: Source;
  reference?: string;
}

/** The change behind something: which event, on which day, resting on which act. */
export interface Cause {
  effectiveOn: string;
  authority: Authority;
  evidence?: Evidence;
  note?: string;
  event: string;
}

export interface UnitFunction {
  id: string;
  name: Name;
  since: string;
  authority: Authority;
  evidence?: Evidence;
  event: string;
}

export interface Unit {
  id: string;
  kind: string;
  name: Name;
  parent: string | null;
  reportsTo: string[];
  pillar?: string;
  autonomous?: boolean;
  suspended?: { since: string; reason?: string };
  predecessors?: string[];
  since: string;
  authority: Authority;
  evidence?: Evidence;
  note?: string;
  event: string;
  functions: UnitFunction[];
}

export interface Coordination {
  units: [string, string];
  purpose?: string;
  since: string;
  authority: Authority;
  event: string;
}

export interface Structure {
  organisation: string;
  effectiveOn: string;
  knownAt: string;
  version: number;
  position: number;
  units: Unit[];
  coordination: Coordination[];
}

type Altered = { unit: string; name: Name; cause: Cause };
type Classification = { kind: string; autonomous: boolean };

export interface Difference {
  created: (Unit & { cause: Cause })[];
  eliminated: { unit: string; name: Name; successors: string[]; cause: Cause }[];
  converted: { from: string; fromName: Name; to: string; toName: Name; successors?: string[]; cause: Cause }[];
  renamed: (Altered & { fromName: Name; toName: Name })[];
  moved: (Altered & { from: string | null; to: string | null })[];
  reportingLines: (Altered & { from: string[]; to: string[] })[];
  aligned: (Altered & { from: string | null; to: string | null })[];
  suspended: Altered[];
  reactivated: Altered[];
  reclassified?: (Altered & { from: Classification; to: Classification })[];
  functionsMoved: { function: string; name: Name; from: string; to: string; cause: Cause }[];
  functionsCreated: { function: string; name: Name; unit: string; cause: Cause }[];
  functionsDiscontinued: { function: string; name: Name; unit: string; cause: Cause }[];
  linked: (Coordination & { cause: Cause })[];
  unlinked: (Coordination & { cause: Cause })[];
}

export interface Organ {
  id: string;
  name: Name;
}

export interface Organisation {
  id: string;
  name: Name;
  language: Language;
  organs: Organ[];
  version: number;
  position: number;
}

export interface Resolution {
  id: string;
  kind: string;
  symbol: string;
  organ: string;
  title: Name;
  adoptedOn: string;
  url?: string;
  under?: string;
  paragraphs: { number: string; text: string }[];
  rescinded?: { by: string; effectiveOn: string };
  evidence?: Evidence;
  note?: string;
}

export interface Actor {
  issuer: string;
  subject: string;
  name?: string;
}

/** One link of the chain from a unit or function back to the act. */
export interface Why extends Cause {
  respect: string;
  type: string;
  recordedAt: string;
  position: number;
  actor?: Actor;
  receipt?: { position: number; recordedAt: string; sha256: string };
  mandate?: { id: string; title: Name; status: string; dueOn?: string };
  proposal?: { id: string; title: Name; status: string };
  corrected?: { event: string; type: string; recordedAt: string; effectiveOn?: string; reason?: string }[];
  authority: Authority & {
    symbol?: string;
    title?: Name;
    organ?: string;
    kind?: string;
    adoptedOn?: string;
    url?: string;
    text?: string;
    rescinded?: { by: string; effectiveOn: string };
  };
}

export interface WhyAnswer {
  unit?: string;
  function?: string;
  holder?: string;
  /** Of a reporting line: its upper end, and whether it is the unit's place in the tree. */
  superior?: string;
  principal?: boolean;
  coordination?: [string, string];
  purpose?: string;
  /** Absent of a coordination. */
  name?: Name;
  chain: Why[];
}

export interface Flow {
  source: string;
  target: string;
  functions: { id: string; name: Name }[];
}

type Shape = Pick<Unit, "id" | "kind" | "name" | "parent" | "reportsTo" | "since">;

export interface LifeEntry extends Cause {
  type: string;
  recordedAt: string;
  position: number;
  changed?: string[];
  before: Shape | null;
  after: Shape | null;
}

export interface Relative {
  id: string;
  name: Name;
  endedOn?: string;
  entries: LifeEntry[];
}

export interface UnitHistory {
  unit: string;
  name: Name;
  inForce: boolean;
  entries: LifeEntry[];
  functions: (Cause & { type: string; recordedAt: string; position: number; function: string; from: string | null; to: string | null })[];
  predecessors: Relative[];
  successors: Relative[];
}

/** A line of the log: what the page needs to place changes in time and units among their siblings. */
export interface LogLine {
  position: number;
  type: string;
  id: string;
  subject: string;
  effectiveOn: string;
  recordedAt: string;
  resolution: string;
}

export interface Provision {
  how: string;
  resolution: string;
  paragraph?: string;
  effectiveOn: string;
  symbol?: string;
  title?: Name;
  text?: string;
}

export interface Mandate {
  id: string;
  organisation: string;
  status: string;
  open: boolean;
  title: Name;
  lead?: string;
  leadName?: Name;
  units?: string[];
  dueOn?: string;
  overdue?: boolean;
  overdueSince?: string;
  priority?: string;
  resolution: string;
  paragraph?: string;
  provisions?: Provision[];
  report?: { status?: string; text?: string };
  implementation?: { by?: Actor };
  /** What may be done with it as it stands. */
  possible?: string[];
}

export interface Proposal {
  id: string;
  organisation: string;
  status: string;
  /** How much was recorded of it. */
  version?: number;
  title?: Name;
  mandate?: string;
  changeCount: number;
  inEffect?: boolean;
  package?: { effectiveOn?: string; note?: string; evidence?: unknown; changes: Record<string, unknown>[] };
  authority?: Authority;
  /** Whoever drafted, edited or submitted it. */
  authors?: Actor[];
  submittedHash?: string;
  approval?: { contentHash: string; by?: Actor; effectiveOn: string };
  enactment?: { inEffectOn: string };
  comments?: string;
  clashes?: { index: number; code: string; detail: string }[];
  possible?: string[];
}

export interface MandateTrace {
  mandate: Mandate;
  provisions: Provision[];
  proposals: Proposal[];
  changes: { event: string; type: string; effectiveOn: string; state: "in-effect" | "planned" | "annulled"; units: string[] }[];
  units: { id: string; name?: Name; inForce: boolean }[];
}

/** One step of a mandate or a proposal. */
export interface Step {
  event: string;
  type: string;
  effectiveOn: string;
  recordedAt: string;
  position: number;
  status?: string;
  actor?: Actor;
}

export interface StepsAnswer {
  entries: Step[];
  planned: Step[];
}
