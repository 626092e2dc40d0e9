/**
 * Whether an event is in the log that a signed checkpoint is of: docs/log-format.md, RFC 9162 section 2.1.3, and Web Crypto.
 * Nothing is taken from the answer that can be computed from the event itself.
 */

export interface Entry {
  index: number;
  id: string;
  stream: string;
  sequence: number;
  position: number;
  remaining: number;
  type: string;
  revision: number;
  recordedAt: string;
  payload: string;
  metadata: string;
}

export interface Inclusion {
  event: string;
  index: number;
  size: number;
  hashes: string[];
  checkpoint: string | null;
  entry: Entry;
}

/** Why a proof proves nothing. */
export type Flaw = "other-event" | "no-checkpoint" | "other-size" | "other-root" | "unsigned" | "not-understood";
export type Verdict = { isProven: true; size: number; origin: string; key: string; root: string } | { isProven: false; flaw: Flaw };

const utf8 = new TextEncoder();
type Bytes = Uint8Array<ArrayBuffer>;

export async function verify(inclusion: Inclusion, event: string, keys: readonly string[]): Promise<Verdict> {
  const no = (flaw: Flaw): Verdict => ({ isProven: false, flaw });
  if (inclusion.entry.id !== event) return no("other-event");
  if (inclusion.checkpoint === null) return no("no-checkpoint");
  const note = readNote(inclusion.checkpoint);
  if (!note) return no("not-understood");
  if (note.size !== inclusion.size || !Number.isSafeInteger(inclusion.index) || inclusion.index < 0 || inclusion.index >= inclusion.size) return no("other-size");
  const root = await rootOf(inclusion.index, inclusion.size, await hashOfLeaf(inclusion.entry), inclusion.hashes.map(unbase64));
  if (!root || base64(root) !== note.root) return no("other-root");
  for (const key of keys) {
    const trusted = readKey(key);
    const signature = trusted && note.signatures.find((one) => one.name === trusted.name && hex(one.id) === trusted.id);
    if (!trusted || !signature || trusted.name !== note.origin) continue;
    const imported = await crypto.subtle.importKey("raw", trusted.key, "Ed25519", false, ["verify"]);
    if (await crypto.subtle.verify("Ed25519", imported, signature.signature, utf8.encode(note.text)))
      return { isProven: true, size: note.size, origin: note.origin, key: trusted.id, root: note.root };
  }
  return no("unsigned");
}

/** The leaf of an event: eleven fields, each its length and its bytes. */
export function leafOf(entry: Entry): Bytes {
  const fields = [
    utf8.encode("mandatum.event.v1"), utf8.encode(entry.id), utf8.encode(entry.stream), long(BigInt(entry.sequence)), long(BigInt(entry.position)),
    long(BigInt(entry.remaining)), utf8.encode(entry.type), long(BigInt(entry.revision)), long(microseconds(entry.recordedAt)), utf8.encode(entry.payload), utf8.encode(entry.metadata),
  ];
  return joined(fields.flatMap((field) => [length(field.length), field]));
}

export const hashOfLeaf = async (entry: Entry) => sha256(joined([Uint8Array.of(0), leafOf(entry)]));

/** RFC 9162, 2.1.3.2. Null when the path does not fit the place and the size. */
export async function rootOf(index: number, size: number, leaf: Bytes, path: readonly Bytes[]): Promise<Bytes | null> {
  let [node, last] = [BigInt(index), BigInt(size) - 1n];
  let hash = leaf;
  for (const one of path) {
    if (last === 0n) return null;
    if (node % 2n === 1n || node === last) {
      hash = await sha256(joined([Uint8Array.of(1), one, hash]));
      while (node % 2n === 0n && node !== 0n) [node, last] = [node >> 1n, last >> 1n];
    } else hash = await sha256(joined([Uint8Array.of(1), hash, one]));
    [node, last] = [node >> 1n, last >> 1n];
  }
  return last === 0n ? hash : null;
}

interface Note {
  text: string;
  origin: string;
  size: number;
  root: string;
  signatures: { name: string; id: Bytes; signature: Bytes }[];
}

export function readNote(note: string): Note | null {
  const end = note.indexOf("\n\n");
  if (end < 0) return null;
  const text = note.slice(0, end + 1);
  const [origin, size, root] = text.split("\n");
  if (!origin || !size || !root || !/^(0|[1-9]\d{0,15})$/.test(size)) return null;
  const signatures = note.slice(end + 2).split("\n").filter(Boolean).map((line) => {
    const [dash, name, value] = line.split(" ");
    const bytes = dash === "—" && name && value ? unbase64(value) : new Uint8Array();
    return { name: name ?? "", id: bytes.slice(0, 4), signature: bytes.slice(4) };
  });
  return { text, origin, size: Number(size), root, signatures };
}

function readKey(text: string): { name: string; id: string; key: Bytes } | null {
  const [name, id, value] = text.split("+").length > 3 ? [text.split("+")[0], text.split("+")[1], text.split("+").slice(2).join("+")] : text.split("+");
  if (!name || !id || !value) return null;
  const bytes = unbase64(value);
  return bytes[0] === 1 && bytes.length === 33 ? { name, id, key: bytes.slice(1) } : null;
}

function microseconds(instant: string): bigint {
  const parts = /^(.{19})(?:\.(\d{1,6}))?Z$/.exec(instant);
  if (!parts) throw new Error(`not a moment: ${instant}`);
  return BigInt(Date.parse(`${parts[1]}Z`)) * 1000n + BigInt((parts[2] ?? "").padEnd(6, "0"));
}

function long(value: bigint): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, value);
  return bytes;
}

function length(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function joined(parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) all.set(part, at), (at += part.length);
  return all;
}

const sha256 = async (bytes: Bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const unbase64 = (text: string): Bytes => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const base64 = (bytes: Bytes) => btoa(String.fromCharCode(...bytes));
export const hex = (bytes: Bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
