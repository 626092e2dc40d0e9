import { describe, expect, test } from "vitest";
import { firstComparison, headline, rootOf } from "../src/model/story";
import { counting, knownAt } from "../src/model/counting";
import { dayAt, neighbour, stopOf, stops, timeline } from "../src/model/timeline";
import { act, cause, line, NO_DIFFERENCE, unit } from "./fixtures";

const acts = new Map([
  act("standards", "resolution", "1973-04-14"), act("ag-1", "resolution", "2015-06-15"), act("cp-1", "resolution", "2015-09-30", "ag-1"),
  act("order-1", "executive-order", "2014-01-01"), act("order-2", "executive-order", "2015-10-01", "cp-1"),
].map((one) => [one.id, one]));
const log = [
  line(1, "UnitCreated", "cabinet", "2014-01-01", "standards"), line(2, "SecretariatCreated", "rights", "2015-10-01", "cp-1"),
  line(3, "FunctionAssigned", "appeals", "2015-10-01", "cp-1"), line(4, "UnitCreated", "press", "2015-10-01", "order-2"),
  line(5, "SecretariatEliminated", "relations", "2016-01-01", "cp-1"),
];

describe("the story behind a comparison", () => {
  test("goes up from act to act as far as resolutions go; an order stands for itself", () => {
    expect(rootOf("cp-1", acts)).toBe("ag-1");
    expect(rootOf("order-2", acts)).toBe("order-2");
  });

  test("says how many changes of units a resolution required, and how many are in effect", () => {
    const difference = { ...NO_DIFFERENCE, created: [{ ...unit("rights"), cause: cause("made-rights", "cp-1") }, { ...unit("press"), cause: cause("made-press", "order-2") }] };
    const story = headline(difference, log, acts, "2015-12-31")!;
    expect([story.resolution.id, story.required.length, story.inEffect, story.others]).toEqual(["ag-1", 2, 1, 1]);
  });

  test("counts a change on the day to which it was corrected, and not one that was annulled", () => {
    const difference = { ...NO_DIFFERENCE, created: [{ ...unit("rights"), cause: cause("made-rights", "cp-1") }] };
    const amendments = [
      { change: "made-rights", effectiveOn: "2015-11-01", recordedAt: "2015-12-01T00:00:00Z" }, { change: "made-rights", effectiveOn: "2016-06-01", recordedAt: "2015-12-02T00:00:00Z" },
      { change: "made-relations", effectiveOn: null, recordedAt: "2015-12-03T00:00:00Z" },
    ];
    const told = (known: string | null) => headline(difference, counting(log, knownAt(amendments, known)), acts, "2015-12-31")!;
    expect([told(null).required.length, told(null).inEffect]).toEqual([1, 0]);
    expect([told("2015-12-02").required.length, told("2015-12-02").inEffect]).toEqual([2, 0]);
    expect([told("2015-12-01").required.length, told("2015-12-01").inEffect]).toEqual([2, 1]);
    expect(timeline(counting(log, amendments), [], "2026-11-24")!.moments.map((moment) => moment.day)).toEqual(["2014-01-01", "2015-10-01", "2016-06-01"]);
  });

  test("opens on the day of the last such change, compared with the adoption of the resolution", () => {
    expect(firstComparison(log, acts)).toEqual({ compare: "2015-06-15", on: "2016-01-01" });
    expect(firstComparison(log.slice(0, 1), acts)).toEqual({ compare: "2013-12-31", on: "2014-01-01" });
    expect(firstComparison([], acts)).toBeNull();
  });
});

describe("the slider", () => {
  const slider = timeline(log, [...acts.values()], "2026-11-24")!;

  test("spans the changes, not the acts of long ago, and ends in today", () => {
    expect(slider.first.slice(0, 4)).toBe("2013");
    expect(slider.broken).toBe(true);
    expect(dayAt(stops(slider), slider, "2026-11-24")).toBe("2026-11-24");
    expect(dayAt(stopOf("2015-10-01", slider), slider)).toBe("2015-10-01");
  });

  test("counts changes of the structure, not steps of mandates and proposals", () => {
    const more = timeline([...log, line(6, "MandateAssigned", "adjust", "2018-01-01")], [...acts.values()], "2026-11-24")!;
    expect(more.moments).toEqual(slider.moments);
    expect(more.last).toBe(slider.last);
  });

  test("goes from moment to moment", () => {
    expect(neighbour("2015-06-15", slider, 1)).toBe("2015-09-30");
    expect(neighbour("2014-01-01", slider, -1)).toBeNull();
  });
});
