import { describe, expect, test } from "vitest";
import { below, layout, ROOT } from "../src/model/layout";

type Item = { id: string; parent: string | null };
const root: Item = { id: ROOT, parent: null };
const size = () => ({ width: 190, height: 50 });
const open = () => false;
const window = { width: 1400, height: 700 };

/** Milliseconds that this process has computed: what others do meanwhile does not count. */
const computed = () => (globalThis as unknown as { process: { cpuUsage(): { user: number } } }).process.cpuUsage().user / 1000;

function organisation(...fan: number[]): Item[] {
  let level: (string | null)[] = [null];
  const all: Item[] = [];
  for (const count of fan) {
    const next: string[] = [];
    for (const parent of level) for (let i = 0; i < count; i++) {
      const id = `${parent ?? "u"}-${i}`;
      all.push({ id, parent });
      next.push(id);
    }
    level = next;
  }
  return all;
}

describe("the chart's layout", () => {
  test("lets no box touch another", () => {
    const { boxes } = layout(root, organisation(5, 4, 3), size, open, window);
    for (const a of boxes) for (const b of boxes)
      if (a.id < b.id) expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y, `${a.id} and ${b.id}`).toBe(true);
  });

  test("keeps siblings in order: down, then right", () => {
    const { boxes } = layout(root, organisation(12, 2), size, open, window);
    const siblings = boxes.filter((box) => box.parent === ROOT);
    for (const [i, box] of siblings.entries()) {
      const before = siblings[i - 1];
      if (before) expect(box.x > before.x || (box.x === before.x && box.y > before.y), box.id).toBe(true);
      expect(box.position).toBe(i + 1);
    }
  });

  test("leads a line from every superior to each of its subordinates", () => {
    const { boxes } = layout(root, organisation(4, 3), size, open, window);
    const at = new Map(boxes.map((box) => [box.id, box]));
    for (const box of boxes) {
      if (box.parent === null) continue;
      const superior = at.get(box.parent)!;
      const [first, last] = [box.line[0]!, box.line.at(-1)!];
      expect(first[1]).toBe(superior.y + superior.height);
      expect(first[0]).toBeGreaterThanOrEqual(superior.x);
      expect(first[0]).toBeLessThanOrEqual(superior.x + superior.width);
      expect(last[0] === box.x || last[1] === box.y, box.id).toBe(true);
    }
  });

  test("fills the window's shape, wide or tall", () => {
    const units = organisation(6, 5, 2);
    const wide = layout(root, units, size, open, { width: 1600, height: 600 });
    const tall = layout(root, units, size, open, { width: 500, height: 900 });
    expect(wide.width / wide.height).toBeGreaterThan(1.3);
    expect(tall.width / tall.height).toBeLessThan(0.8);
  });

  test("leaves out what is below a collapsed box, which still says that there is something", () => {
    const { boxes } = layout(root, organisation(2, 3), size, (id) => id === "u-0", window);
    expect(boxes.filter((box) => box.parent === "u-0")).toEqual([]);
    expect(boxes.find((box) => box.id === "u-0")!.hasChildren).toBe(true);
  });

  test("puts organs in a row above the organisation, and everything else below them", () => {
    const laid = layout(root, organisation(3, 2), size, open, window);
    const under = below(laid, ["assembly", "council"].map((id) => ({ id, data: { id, parent: null }, ...size() })));
    const top = under.boxes[0]!;
    expect(under.organs.map((organ) => organ.id)).toEqual(["assembly", "council"]);
    for (const organ of under.organs) expect(organ.y + organ.height).toBeLessThan(top.y);
    expect(under.organs[0]!.x + under.organs[0]!.width).toBeLessThan(under.organs[1]!.x);
    const shift = top.y - laid.boxes[0]!.y;
    expect(under.boxes.map((box) => box.y - shift)).toEqual(laid.boxes.map((box) => box.y));
    expect(below(laid, [])).toBe(laid);
  });

  test("lays out five thousand boxes without keeping anybody waiting", () => {
    const units = organisation(10, 10, 49);
    const begun = computed();
    const { boxes } = layout(root, units, size, open, window);
    expect(boxes).toHaveLength(5011);
    expect(computed() - begun).toBeLessThan(2000);
  });
});
