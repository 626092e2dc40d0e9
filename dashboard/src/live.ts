import { useEffect, useRef, useState } from "preact/hooks";
import { withToken } from "./api";

/** What the stream says of one event. */
export interface Arrival {
  id: string;
  position: number;
  type: string;
  subject: string;
  effectiveOn: string;
}

export type Connection = "connecting" | "on" | "off";

/** Three heartbeats of the register: a line that is silent for so long, in milliseconds, was cut without a word. */
const SILENCE = 45_000;

/**
 * Follows the stream of an organisation by fetch, so that a token can go with it. When the connection drops it comes back
 * by itself, from the last event that arrived: nothing is missed and nothing told twice.
 */
export function useStream(organisation: string | null, from: number | null, arrived: (events: Arrival[]) => void, resumed: () => void): Connection {
  const [connection, setConnection] = useState<Connection>("connecting");
  const tell = useRef({ arrived, resumed });
  tell.current = { arrived, resumed };
  const isReady = from !== null;
  useEffect(() => {
    if (organisation === null || from === null) return;
    const stop = new AbortController();
    let last = from;
    let pause = 500;
    let dropped = false;
    const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));
    (async () => {
      while (!stop.signal.aborted) {
        const cut = new AbortController();
        const slow = setTimeout(() => cut.abort(), SILENCE);
        try {
          const answer = await fetch(`/organisations/${encodeURIComponent(organisation)}/events/stream`, {
            headers: withToken({ Accept: "text/event-stream", "Last-Event-ID": String(last) }), signal: AbortSignal.any([stop.signal, cut.signal]), cache: "no-store",
          }).finally(() => clearTimeout(slow));
          if (!answer.ok || !answer.body) throw new Error(String(answer.status));
          setConnection("on");
          if (dropped) tell.current.resumed();
          dropped = false;
          pause = 500;
          for await (const events of batches(answer.body, () => cut.abort())) {
            const fresh = events.filter((event) => event.position > last);
            last = Math.max(last, ...fresh.map((event) => event.position));
            if (fresh.length) tell.current.arrived(fresh);
          }
          // It ends with its token, and goes on with the next one.
          await wait(pause);
        } catch {
          if (stop.signal.aborted) return;
          dropped = true;
          setConnection("off");
          await wait(pause);
          pause = Math.min(pause * 2, 10_000);
        }
      }
    })();
    return () => stop.abort();
  }, [organisation, isReady]);
  return connection;
}

async function* batches(body: ReadableStream<Uint8Array>, silent: () => void): AsyncGenerator<Arrival[]> {
  const reader = body.pipeThrough(new TextDecoderStream() as unknown as TransformStream<Uint8Array, string>).getReader();
  let rest = "";
  for (;;) {
    const timer = setTimeout(silent, SILENCE);
    const { value, done } = await reader.read().finally(() => clearTimeout(timer));
    if (done) return;
    const parsed = readEvents(rest + value);
    rest = parsed.rest;
    if (parsed.events.length) yield parsed.events;
  }
}

/** Server-sent events so far, and what is left of one that is not complete. */
export function readEvents(text: string): { events: Arrival[]; rest: string } {
  const blocks = text.split("\n\n");
  const rest = blocks.pop() ?? "";
  const events: Arrival[] = [];
  for (const block of blocks) {
    const data = block.split("\n").filter((line) => line.startsWith("data:")).map((line) => line.slice(5).trimStart()).join("\n");
    if (!data) continue;
    const event = JSON.parse(data) as Record<string, unknown>;
    events.push({
      id: String(event["id"]),
      position: Number(event["position"]),
      type: String(event["type"]).replace(/^org\.mandatum\.|\.v\d+$/g, ""),
      subject: String(event["subject"] ?? ""),
      effectiveOn: String(event["effectiveon"] ?? ""),
    });
  }
  return { events, rest };
}
