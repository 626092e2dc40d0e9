import { dayNumber, dayOf, today } from "./days";
import { isChange } from "./orders";
import type { LogLine, Resolution } from "./types";

/** A day on which something took effect, or an act was adopted. */
export interface Moment {
  day: string;
  changes: number;
  acts: Resolution[];
}

/** The slider's stretch of days. Its last stop is today, however long after the last change that is. */
export interface Timeline {
  first: string;
  last: string;
  moments: Moment[];
  /** True where days between the last change and today are left out. */
  broken: boolean;
}

/** @param log as it counts */
export function timeline(log: readonly LogLine[], acts: readonly Resolution[], now = today()): Timeline | null {
  const days = log.filter((line) => line.effectiveOn && isChange(line.type)).map((line) => line.effectiveOn).sort();
  const [from, to] = [days[0], days.at(-1)];
  if (!from || !to) return null;
  const span = Math.max(60, dayNumber(to) - dayNumber(from));
  const first = dayOf(dayNumber(from) - Math.ceil(span * 0.03));
  const end = dayOf(dayNumber(to) + Math.ceil(span * 0.12));
  const broken = end < now;
  const moments = new Map<string, Moment>();
  const at = (day: string) => {
    const moment = moments.get(day) ?? { day, changes: 0, acts: [] };
    moments.set(day, moment);
    return moment;
  };
  for (const day of days) at(day).changes++;
  for (const act of acts) if (act.adoptedOn >= first) at(act.adoptedOn).acts.push(act);
  return { first, last: end, moments: [...moments.values()].sort((a, b) => (a.day < b.day ? -1 : 1)), broken };
}

/** Slider stops: a day each, and one more for today where days are left out before it. */
export function stops(line: Timeline): number {
  return dayNumber(line.last) - dayNumber(line.first) + (line.broken ? 1 : 0);
}

export function stopOf(day: string, line: Timeline): number {
  const stop = dayNumber(day) - dayNumber(line.first);
  return Math.max(0, Math.min(stop, stops(line)));
}

export function dayAt(stop: number, line: Timeline, now = today()): string {
  return line.broken && stop >= stops(line) ? now : dayOf(dayNumber(line.first) + stop);
}

/** The moment before or after a day, for going from change to change. */
export function neighbour(day: string, line: Timeline, direction: 1 | -1): string | null {
  const days = line.moments.map((moment) => moment.day);
  return (direction > 0 ? days.find((one) => one > day) : days.findLast((one) => one < day)) ?? null;
}
