import { describe, expect, test } from "vitest";
import { compared, counts, places, traceOf } from "../src/model/comparison";
import { cause, line, NO_DIFFERENCE, structure, unit } from "./fixtures";

const log = [line(1, "UnitCreated", "cabinet"), line(2, "UnitCreated", "press"), line(3, "UnitCreated", "protocol"), line(4, "UnitCreated", "archive")];

describe("a day compared with another", () => {
  test("shows an eliminated unit where it was, between the siblings that are still there", () => {
    const before = structure(unit("cabinet"), unit("press"), unit("protocol"));
    const after = structure(unit("cabinet"), unit("protocol"));
    const boxes = compared(before, after, { ...NO_DIFFERENCE, eliminated: [{ unit: "press", name: { en: "press" }, successors: [], cause: cause("e1") }] }, places(log, [...before.units, ...after.units]));
    expect(boxes.map((box) => [box.id, box.marks])).toEqual([["cabinet", []], ["press", ["eliminated"]], ["protocol", []]]);
  });

  test("puts a successor where its predecessor stood, under the former name, and shows no unit twice", () => {
    const before = structure(unit("cabinet"), unit("press"), unit("protocol"));
    const media = unit("media", null, { predecessors: ["press"] });
    const after = structure(unit("cabinet"), unit("protocol"), media);
    const converted = [{ from: "press", fromName: { en: "Press" }, to: "media", toName: { en: "Media" }, cause: cause("e1") }];
    const boxes = compared(before, after, { ...NO_DIFFERENCE, converted }, places([...log, { ...line(9, "UnitConverted", "press"), id: "made-media" }], [...before.units, ...after.units]));
    expect(boxes.map((box) => box.id)).toEqual(["cabinet", "media", "protocol"]);
    expect(boxes[1]).toMatchObject({ marks: ["converted"], formerName: { en: "Press" } });
  });

  test("leaves a trace at the place from which a unit moved, which counts for nothing", () => {
    const before = structure(unit("cabinet"), unit("press", "cabinet"), unit("archive"));
    const after = structure(unit("cabinet"), unit("press", "archive"), unit("archive"));
    const moved = [{ unit: "press", name: { en: "press" }, from: "cabinet", to: "archive", cause: cause("e1") }];
    const boxes = compared(before, after, { ...NO_DIFFERENCE, moved }, places(log, before.units));
    expect(boxes.find((box) => box.id === "press")).toMatchObject({ parent: "archive", formerParent: "cabinet" });
    expect(boxes.find((box) => box.id === traceOf("press"))).toMatchObject({ parent: "cabinet", movedTo: "archive" });
    expect(counts(boxes)).toEqual(new Map([["moved", 1]]));
  });

  test("counts functions that came and went, though not those that a conversion carries along", () => {
    const before = structure(unit("cabinet"), unit("press"));
    const after = structure(unit("cabinet"), unit("media", null, { predecessors: ["press"] }));
    const boxes = compared(before, after, {
      ...NO_DIFFERENCE,
      converted: [{ from: "press", fromName: { en: "Press" }, to: "media", toName: { en: "Media" }, cause: cause("e1") }],
      functionsMoved: [
        { function: "releases", name: { en: "Releases" }, from: "press", to: "media", cause: cause("e1") },
        { function: "speeches", name: { en: "Speeches" }, from: "press", to: "cabinet", cause: cause("e2") },
      ],
    }, places(log, [...before.units, ...after.units]));
    expect(boxes.map((box) => [box.id, box.gained, box.lost])).toEqual([["cabinet", 1, 0], ["media", 0, 1]]);
    expect(boxes[0]!.marks).toEqual(["adjusted"]);
  });

  test("keeps what is below a converted unit below its successor", () => {
    const before = structure(unit("press"), unit("archive", "press"));
    const after = structure(unit("media", null, { predecessors: ["press"] }));
    const boxes = compared(before, after, {
      ...NO_DIFFERENCE,
      converted: [{ from: "press", fromName: { en: "Press" }, to: "media", toName: { en: "Media" }, cause: cause("e1") }],
      eliminated: [{ unit: "archive", name: { en: "archive" }, successors: [], cause: cause("e2") }],
    }, places(log, [...before.units, ...after.units]));
    expect(boxes.find((box) => box.id === "archive")).toMatchObject({ parent: "media", marks: ["eliminated"] });
  });
});
