import type { LogLine } from "./types";

/** A correction of a change's effective date, or its annulment, which leaves it no day. */
export interface Amendment {
  change: string;
  effectiveOn: string | null;
  recordedAt: string;
}

/** What of a log was known at a moment; null: all. A day means its end. */
export function knownAt<T extends { recordedAt: string }>(log: readonly T[], known: string | null): readonly T[] {
  if (known === null) return log;
  const until = known.length === 10 ? `${known}T99` : known;
  return log.filter((line) => line.recordedAt <= until);
}

/** The log as it counts: each change on the day to which it was corrected last, without those that were annulled. */
export function counting(log: readonly LogLine[], amendments: readonly Amendment[]): readonly LogLine[] {
  if (!amendments.length) return log;
  const days = new Map(amendments.map(({ change, effectiveOn }) => [change, effectiveOn]));
  return log.flatMap((line) => {
    const day = days.get(line.id);
    return day === undefined ? [line] : day === null ? [] : [{ ...line, effectiveOn: day }];
  });
}
