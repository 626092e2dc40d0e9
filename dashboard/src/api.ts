/** Questions to the register, on this page's own origin. */

import { tellReading } from "./reading";

export interface Problem {
  status: number;
  code: string;
  detail: string;
  field?: string;
  /** Of what was to be changed, where that was another one than expected. */
  version?: number;
  refusals?: Refusal[];
}
export type Refusal = { index: number; code: string } & Record<string, unknown>;

export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

let token: () => string | null = () => null;

/** From now on requests carry what {@code source} gives, while it gives something. */
export function bearer(source: () => string | null) {
  token = source;
}

export function withToken(headers: Record<string, string>): Record<string, string> {
  const value = token();
  return value ? { ...headers, Authorization: `Bearer ${value}` } : headers;
}

export async function ask<T>(path: string): Promise<T> {
  return (await answered(await asked(path, { Accept: "application/json" }))) as T;
}

export async function askText(path: string): Promise<string> {
  const answer = await asked(path, {});
  if (!answer.ok) await answered(answer);
  return answer.text();
}

/** Asks again for as long as the register is only reading an organisation into memory. */
async function asked(path: string, headers: Record<string, string>): Promise<Response> {
  let waitedFor: string | null = null;
  try {
    for (;;) {
      const answer = await fetch(path, { headers: withToken(headers) });
      const { code, organisation, percent } = answer.status === 503 ? await answer.clone().json().catch(() => ({})) : ({} as Record<string, string>);
      if (code !== "index-filling") return answer;
      waitedFor = String(organisation);
      tellReading(waitedFor, Number(percent));
      await new Promise((soon) => setTimeout(soon, 1000 * Number(answer.headers.get("Retry-After") ?? 1)));
    }
  } finally {
    if (waitedFor !== null) tellReading(waitedFor, null);
  }
}

export async function send<T>(url: string, body: unknown, method = "POST", headers: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(url, {
    method, body: body === undefined ? null : JSON.stringify(body),
    headers: withToken({ Accept: "application/json", "Content-Type": "application/json", ...headers }),
  });
  return (await answered(answer)) as T;
}

async function answered(answer: Response): Promise<unknown> {
  const text = await answer.text();
  let json: Record<string, unknown> = {};
  try {
    json = text ? JSON.parse(text) : {};
  } catch {
    json = { detail: text.slice(0, 200) };
  }
  if (answer.ok) return json;
  throw new Refused({
    ...json,
    status: answer.status,
    code: String(json["code"] ?? `http-${answer.status}`),
    detail: String(json["detail"] ?? json["title"] ?? answer.statusText),
  });
}

export function query(parameters: Record<string, string | null | undefined>): string {
  const set = Object.entries(parameters).filter((entry): entry is [string, string] => !!entry[1]);
  return set.length ? `?${new URLSearchParams(set)}` : "";
}
