import { describe, expect, test } from "vitest";
import { compared } from "../src/model/comparison";
import { differenceOf, structureAfter, type Preview } from "../src/model/preview";
import { structure, unit } from "./fixtures";

const held = (id: string) => ({ id, name: { en: id }, since: "2014-01-01", authority: { resolution: "order-1" }, event: `made-${id}` });
const before = structure(
  unit("cabinet"), unit("press", "cabinet", { functions: [held("news"), held("visits")] }), unit("radio", "cabinet"), unit("archive", "cabinet"), unit("treasury"),
);
const as = (id: string, parent?: string, functions: string[] = [], name = id) =>
  ({ id, kind: "department", name: { en: name }, ...(parent && { parent }), reportsTo: [], functions: functions.map((one) => ({ id: one, name: { en: one } })) });
const preview = (change: Partial<Preview> = {}): Preview => ({
  proposal: "p", organisation: "oas", state: "drafted", contentHash: "", effectiveOn: "2017-01-01", refusals: [],
  difference: [{ unit: "press", difference: "ended", after: ["media"] }, { unit: "radio", difference: "ended", after: ["media"] }, { unit: "archive", difference: "ended" }],
  structure: { units: [as("cabinet"), as("media", "cabinet", ["news"]), as("treasury", "cabinet", ["visits"], "Finance"), as("youth")], coordination: [{ first: "cabinet", second: "treasury" }] },
  ...change,
});

describe("what a proposal would make", () => {
  const after = structureAfter(preview(), before)!;
  const difference = differenceOf(preview(), before, after);

  test("keeps the causes of what stays, and has none for what is only proposed", () => {
    expect(after.units.find((one) => one.id === "cabinet")!.event).toBe("made-cabinet");
    expect(after.units.find((one) => one.id === "media")).toMatchObject({ event: "", since: "2017-01-01", predecessors: ["press", "radio"] });
  });

  test("differs as two days would", () => {
    expect(difference.created.map((one) => one.id)).toEqual(["youth"]);
    expect(difference.eliminated.map((one) => one.unit)).toEqual(["archive"]);
    expect(difference.converted.map((one) => [one.from, one.to])).toEqual([["press", "media"], ["radio", "media"]]);
    expect(difference.moved.map((one) => [one.unit, one.from, one.to])).toEqual([["treasury", null, "cabinet"]]);
    expect(difference.renamed.map((one) => one.toName)).toEqual([{ en: "Finance" }]);
    // "news" went with its unit into the merger; "visits" was given away.
    expect(difference.functionsMoved.map((one) => [one.function, one.from, one.to])).toEqual([["visits", "press", "treasury"]]);
    expect(difference.linked.map((one) => one.units)).toEqual([["cabinet", "treasury"]]);
  });

  test("is drawn like any comparison: what would be gone is still there, marked", () => {
    const boxes = compared(before, after, difference, new Map());
    expect(boxes.find((box) => box.id === "archive")!.marks).toEqual(["eliminated"]);
    expect(boxes.find((box) => box.id === "media")!.marks).toEqual(["converted"]);
  });

  test("is nothing where it is refused", () => {
    const { structure: _, ...refused } = preview();
    expect(structureAfter(refused, before)).toBeNull();
  });
});
