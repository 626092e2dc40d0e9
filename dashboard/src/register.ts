import { useEffect, useState } from "preact/hooks";
import { ask, askText, query, type Problem } from "./api";
import { readCsv } from "./model/csv";
import type { LogLine, Organisation, Resolution } from "./model/types";
import { problemOf } from "./remembered";

/** What the page keeps of an organisation besides the structures of single days. */
export interface Register {
  organisation: Organisation;
  acts: ReadonlyMap<string, Resolution>;
  log: readonly LogLine[];
  /** Ids of the changes that were annulled. */
  annulled: ReadonlySet<string>;
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
  const [organisation, acts, annulments] = await Promise.all([
    ask<Organisation>(path),
    ask<{ resolutions: Resolution[] }>("/resolutions?effectiveOn=9999-12-31"),
    ask<{ events: { data: { change: string } }[] }>(`${path}/events${query({ type: "ChangeAnnulled", limit: "1000" })}`),
  ]);
  const register = {
    organisation,
    acts: new Map(acts.resolutions.map((act) => [act.id, act])),
    annulled: new Set(annulments.events.map((event) => event.data.change)),
  };
  partly({ ...register, log: before?.log ?? [], isWhole: false });
  return { ...register, log: await log, isWhole: true };
}

async function wholeLog(path: string, known: readonly LogLine[]): Promise<readonly LogLine[]> {
  const log = [...known];
  for (;;) {
    const after = log.at(-1)?.position ?? 0;
    const rows = readCsv(await askText(`${path}/events${query({ format: "csv", limit: String(PAGE), after: String(after) })}`));
    for (const row of rows) log.push({ ...row, position: Number(row["position"]) } as unknown as LogLine);
    if (rows.length < PAGE || log.length >= MOST) return log;
  }
}
