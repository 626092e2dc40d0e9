import type { Cause, Difference, LogLine, Resolution, Structure, Unit } from "../src/model/types";

export const cause = (event: string, resolution = "order-1", effectiveOn = "2015-10-01"): Cause => ({ event, effectiveOn, authority: { resolution } });

export function unit(id: string, parent: string | null = null, more: Partial<Unit> = {}): Unit {
  return { id, kind: "department", name: { en: id }, parent, reportsTo: [], since: "2014-01-01", authority: { resolution: "order-1" }, event: `made-${id}`, functions: [], ...more };
}

export function structure(...units: Unit[]): Structure {
  return { organisation: "oas", effectiveOn: "2015-10-01", knownAt: "2026-01-01T00:00:00Z", version: 1, position: 1, units, coordination: [] };
}

export const NO_DIFFERENCE: Difference = {
  created: [], eliminated: [], converted: [], renamed: [], moved: [], reportingLines: [], aligned: [], suspended: [], reactivated: [],
  functionsMoved: [], functionsCreated: [], functionsDiscontinued: [], linked: [], unlinked: [],
};

export const line = (position: number, type: string, subject: string, effectiveOn = "2014-01-01", resolution = "order-1"): LogLine =>
  ({ position, type, id: `made-${subject}`, subject, effectiveOn, recordedAt: "2026-01-01T00:00:00Z", resolution });

export const act = (id: string, kind: string, adoptedOn: string, under?: string): Resolution =>
  ({ id, kind, symbol: id.toUpperCase(), organ: "general-assembly", title: { en: id }, adoptedOn, paragraphs: [], ...(under && { under }) });
