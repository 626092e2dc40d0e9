import { useEffect, useState } from "preact/hooks";
import { ask, askText, query, type Problem } from "./api";
import type { Amendment } from "./model/counting";
import { readCsv } from "./model/csv";
import type { LogLine, Organisation, Resolution } from "./model/types";
import { problemOf } from "./remembered";

/** What the page keeps of an organisation besides the structures of single days. */
export interface Register {
  organisation: Organisation;
  acts: ReadonlyMap<string, Resolution>;
  log: readonly LogLine[];
  /** Corrections and annulments of changes, in the order of their recording. */
  amendments: readonly Amendment[];
  /** False while more of the log is on its way. */
  isWhole: boolean;
}

const PAGE = 1000;
/** The marks of the slider and the places of siblings are told from so much of the log at most. */
const MOST = 60_000;

export function useRegister(organisation: string | null, version: number): { register: Register | undefined; problem: Problem | undefined } {
  const [state, setState] = useState<{ register: Register | undefined; problem: Problem | undefined }>({ register: undefined, problem: undefined });
  useEffect(() => {
    if (organisation === null) return;
    let current = true;
    const partly = (register: Register) => current && setState((before) => (before.register?.organisation.id === organisation ? before : { register, problem: undefined }));
    load(organisation, state.register, partly).then(
      (register) => current && setState({ register, problem: undefined }),
      (failure) => current && setState((before) => ({ register: before.register, problem: problemOf(failure) })),
    );
    return () => {
      current = false;
    };
  }, [organisation, version]);
  return state;
}

async function load(id: string, known: Register | undefined, partly: (register: Register) => void): Promise<Register> {
  const path = `/organisations/${encodeURIComponent(id)}`;
  const before = known?.organisation.id === id ? known : undefined;
  const log = wholeLog(path, before?.log ?? []);
  log.catch(() => undefined); // told below
  const [organisation, acts, corrections, annulments] = await Promise.all([
    ask<Organisation>(path),
    ask<{ resolutions: Resolution[] }>("/resolutions?effectiveOn=9999-12-31"),
    amendmentsOf(path, "EffectiveDateCorrected"),
    amendmentsOf(path, "ChangeAnnulled"),
  ]);
  const register = {
    organisation,
    acts: new Map(acts.resolutions.map((act) => [act.id, act])),
    amendments: [...corrections, ...annulments].sort((one, other) => (one.recordedAt < other.recordedAt ? -1 : 1)),
  };
  partly({ ...register, log: before?.log ?? [], isWhole: false });
  return { ...register, log: await log, isWhole: true };
}

async function amendmentsOf(path: string, type: string): Promise<Amendment[]> {
  const amendments: Amendment[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page: { events: { time: string; data: { change: string; effectiveOn?: string } }[]; next: number | null } =
      await ask(`${path}/events${query({ type, limit: String(PAGE), after: String(after) })}`);
    for (const { time, data } of page.events) amendments.push({ change: data.change, effectiveOn: data.effectiveOn ?? null, recordedAt: time });
    after = page.next;
  }
  return amendments;
}

async function wholeLog(path: string, known: readonly LogLine[]): Promise<readonly LogLine[]> {
  const log = [...known];
  for (;;) {
    const after = log.at(-1)?.position ?? 0;
    const rows = readCsv(await askText(`${path}/events${query({ format: "csv", limit: String(PAGE), after: String(after) })}`));
    for (const row of rows) log.push({ ...row, position: Number(row["position"]) } as unknown as LogLine);
    // A page of large events may be shorter than it was asked to be.
    if (!rows.length || log.length >= MOST) return log;
  }
}
