import { describe, expect, test } from "vitest";
import log from "../../docs/log-format/example.ndjson?raw";
import worked from "../../docs/log-format/example-vectors.json?raw";
import { hashOfLeaf, hex, leafOf, verify, type Entry, type Inclusion } from "../src/model/proof";

const vectors = JSON.parse(worked) as {
  key: string; leaves: { bytes: string; hash: string }[]; checkpoints: string[]; inclusion: { index: number; size: number; hashes: string[] }[];
};
const entries = log.split("\n").filter((line) => line.startsWith('{"index"')).map((line) => JSON.parse(line) as Entry);
const proof = (index: number): Inclusion => ({ event: entries[index]!.id, ...vectors.inclusion[index]!, checkpoint: vectors.checkpoints.at(-1)!, entry: entries[index]! });

describe("the worked example of the log's format", () => {
  test("leaves are the same, byte for byte", async () => {
    for (const [i, entry] of entries.entries()) {
      expect(hex(leafOf(entry))).toBe(vectors.leaves[i]!.bytes);
      expect(btoa(String.fromCharCode(...(await hashOfLeaf(entry))))).toBe(vectors.leaves[i]!.hash);
    }
  });

  test("every event is proven to be under the signed checkpoint", async () => {
    for (const index of entries.keys())
      expect(await verify(proof(index), entries[index]!.id, [vectors.key])).toMatchObject({ isProven: true, size: 5, origin: "mandatum.example/log", key: "04d7e019" });
  });
});

describe("nothing is proven", () => {
  const refused = async (change: Partial<Inclusion>, keys = [vectors.key]) => {
    const verdict = await verify({ ...proof(2), ...change }, entries[2]!.id, keys);
    return verdict.isProven ? "proven" : verdict.flaw;
  };
  test("of an event that was altered", async () => expect(await refused({ entry: { ...entries[2]!, payload: entries[2]!.payload.replace("1.5", "1.6") } })).toBe("other-root"));
  test("of another event", async () => expect(await refused({ entry: entries[1]! })).toBe("other-event"));
  test("at another place, or by a path cut short", async () => {
    expect(await refused({ index: 3 })).toBe("other-root");
    expect(await refused({ hashes: proof(2).hashes.slice(1) })).toBe("other-root");
  });
  test("under a checkpoint of another size, or none", async () => {
    expect(await refused({ checkpoint: vectors.checkpoints[1]! })).toBe("other-size");
    expect(await refused({ checkpoint: null })).toBe("no-checkpoint");
  });
  test("without a good signature by a key of the log", async () => {
    expect(await refused({}, [])).toBe("unsigned");
    expect(await refused({ checkpoint: proof(2).checkpoint!.replace("BNfgGd", "BNfgGe") })).toBe("unsigned");
  });
});
