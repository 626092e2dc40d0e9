import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { ask, query, Refused, send } from "./api";
import type { Role, Session } from "./session";

/** Who is signed in, where their orders go, and how the page sees what they did. */
export interface Desk {
  session: Session | null;
  /** Address of the command service; null until it is known. */
  commands: string | null;
  /** Asks the register anew. */
  refresh(): void;
}

export const AtDesk = createContext<Desk>({ session: null, commands: null, refresh: () => undefined });
export const useDesk = () => useContext(AtDesk);

export const isAny = ({ session }: Desk, ...roles: readonly Role[]) => roles.some((role) => session?.roles.includes(role));

/** What an order is answered with; a position only when it was recorded. */
export interface Recorded {
  version: number;
  position?: number;
  events: { id: string; type: string; effectiveOn: string; position?: number }[];
}

export const addressOf = ({ commands }: Desk, path: string) => `${(commands ?? "").replace(/\/$/, "")}${path}`;

/** What was sent and not yet answered well: sent again, it bears the same key and is recorded once. */
const keys = new Map<string, string>();

/**
 * Sends an order, and comes back when the query side can tell of it at {@code seen}.
 *
 * @param version of what the order is about, as it was seen; refused when it is another one by now
 */
export async function order(desk: Desk, path: string, body: unknown, seen: (recorded: Recorded) => string, method = "POST", version?: number): Promise<Recorded> {
  const letter = `${method} ${path} ${version ?? ""} ${JSON.stringify(body)}`;
  const key = keys.get(letter) ?? crypto.randomUUID();
  keys.set(letter, key);
  const recorded = await send<Recorded>(addressOf(desk, path), body, method, { "Idempotency-Key": key, ...(version !== undefined && { "If-Match": `"${version}"` }) });
  keys.delete(letter);
  await ask(seen(recorded) + query({ minPosition: String(recorded.position ?? 0) })).catch(() => undefined); // it is recorded all the same
  desk.refresh();
  return recorded;
}

/** Sends what begins something under an id of its own, made of its name: where one of that name is there already, a number goes with it. */
export async function begin(desk: Desk, path: string, name: string, body: object, isTaken: string, number = 1): Promise<{ id: string; version: number }> {
  const id = number === 1 ? name : `${name}-${number}`;
  try {
    const { version } = await order(desk, path, { id, ...body }, () => `${path}/${encodeURIComponent(id)}`);
    return { id, version };
  } catch (failure) {
    if (!(failure instanceof Refused) || failure.problem.code !== isTaken || number > 99) throw failure;
    return begin(desk, path, name, body, isTaken, number + 1);
  }
}
