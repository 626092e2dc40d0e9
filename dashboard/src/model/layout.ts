import { stratify, type HierarchyNode } from "d3-hierarchy";

/**
 * Places boxes like an organisation chart on paper: subordinates hang below their superior in columns, as a newspaper sets
 * its text: down, then right, so that their order is kept. How tall the columns are is chosen so that the whole is shown as
 * large as possible in a window of the given shape.
 */

export interface Size {
  width: number;
  height: number;
}

export interface Placed<T> extends Size {
  id: string;
  data: T;
  x: number;
  y: number;
  depth: number;
  parent: string | null;
  /** The line from the superior down to this box, as points. */
  line: [number, number][];
  hasChildren: boolean;
  position: number;
  siblings: number;
}

export interface Laid<T> extends Size {
  /** Of the tree; its root first. */
  boxes: Placed<T>[];
  /** Bodies above the tree, to which units report. */
  organs: Placed<T>[];
}

const GAP = 16;
const ROW = 24;
const LISTED = 6;
const INDENT = 15;
/** How many heights are tried; fewer for what takes long and is never seen as a whole. */
const STEPS = 16;
const STEPS_OF_MANY = 6;
const MANY = 800;

interface Block extends Size {
  /** Where the line from above arrives at its head: from the top, or from the left at half its height. */
  head: Size & { x: number };
  put(x: number, y: number, line: Point[], placed: Map<string, Spot>): void;
}
type Point = [number, number];
interface Spot {
  x: number;
  y: number;
  line: Point[];
}

type Source = { id: string; parent: string | null };

/**
 * Puts boxes that are no part of the tree in a row above its root, and the tree below them.
 *
 * @param above each with its size
 */
export function below<T>(laid: Laid<T>, above: readonly (Size & { id: string; data: T })[]): Laid<T> {
  const root = laid.boxes[0];
  if (!root || !above.length) return laid;
  const row = above.reduce((sum, one) => sum + one.width + GAP, -GAP);
  const from = root.x + root.width / 2 - row / 2;
  const dx = Math.max(0, -from);
  const dy = Math.max(...above.map((one) => one.height)) + ROW;
  let x = from + dx;
  const organs = above.map((one): Placed<T> => {
    const placed = { ...one, x, y: dy - ROW - one.height, depth: 0, parent: null, line: [], hasChildren: false, position: 0, siblings: above.length };
    x += one.width + GAP;
    return placed;
  });
  const boxes = laid.boxes.map((box) => ({ ...box, x: box.x + dx, y: box.y + dy, line: box.line.map(([a, b]): Point => [a + dx, b + dy]) }));
  return { boxes, organs, width: Math.max(laid.width + dx, from + dx + row), height: laid.height + dy };
}

/** No unit can have this id. */
export const ROOT = "@";

/** @param size how large each box is; the root's as well, whose id is {@link ROOT} */
export function layout<T extends Source>(
  root: T, boxes: readonly T[], size: (box: T) => Size, isCollapsed: (id: string) => boolean, window: Size,
): Laid<T> {
  const known = new Set(boxes.map((box) => box.id));
  const tree = stratify<T>()
    .id((box) => box.id)
    .parentId((box) => (box === root ? undefined : box.parent !== null && known.has(box.parent) ? box.parent : root.id) as string)([root, ...boxes]);
  const fertile = new Set<string>();
  tree.eachBefore((node) => {
    if (node.children?.length) fertile.add(node.id!);
    if (isCollapsed(node.id!)) delete node.children;
  });
  const sizes = new Map<string, Size>();
  let all = 0;
  tree.each((node) => {
    const its = size(node.data);
    sizes.set(node.id!, its);
    all += its.height + LISTED;
  });
  // From a single column down to columns of a few boxes.
  const least = Math.min(all, 240);
  let best: { block: Block; scale: number } | undefined;
  const steps = sizes.size > MANY ? STEPS_OF_MANY : STEPS;
  for (let step = 0; step <= steps; step++) {
    const block = blockOf(tree, least * (all / least) ** (step / steps), sizes);
    const scale = Math.min(window.width / block.width, window.height / block.height);
    if (!best || scale > best.scale * 1.01) best = { block, scale };
  }
  const spots = new Map<string, Spot>();
  best!.block.put(0, 0, [], spots);
  const placed: Placed<T>[] = [];
  tree.eachBefore((node) => {
    const siblings = node.parent?.children ?? [node];
    placed.push({
      id: node.id!, data: node.data, ...spots.get(node.id!)!, ...sizes.get(node.id!)!, depth: node.depth, parent: node.parent?.id ?? null,
      hasChildren: fertile.has(node.id!), position: 0, siblings: siblings.length,
    });
  });
  const seen = new Map<string | null, number>();
  for (const box of placed) seen.set(box.parent, (box.position = (seen.get(box.parent) ?? 0) + 1));
  return { boxes: placed, organs: [], width: best!.block.width, height: best!.block.height };
}

function blockOf<T>(node: HierarchyNode<T>, tall: number, sizes: Map<string, Size>): Block {
  const own = sizes.get(node.id!)!;
  const head = { ...own, x: 0 };
  if (!node.children) return { ...own, head, put: (x, y, line, placed) => void placed.set(node.id!, { x, y, line }) };
  const room = Math.max(0, tall - own.height - ROW);
  const blocks = node.children.map((child) => blockOf(child, room, sizes));
  const [first, ...more] = columnsOf(blocks, room);
  return more.length ? above(node.id!, own, [first!, ...more]) : beside(node.id!, own, first!);
}

interface Column extends Size {
  blocks: Block[];
}

/** As few columns as keep within the height, all about equally long. What is wider than a box stands in its own. */
function columnsOf(blocks: readonly Block[], room: number): Column[] {
  const fewest = packed(blocks, room);
  if (fewest.length < 2) return fewest;
  let [low, high] = [0, room];
  for (let i = 0; i < 6; i++) {
    const middle = (low + high) / 2;
    if (packed(blocks, middle).length > fewest.length) low = middle;
    else high = middle;
  }
  return packed(blocks, high);
}

function packed(blocks: readonly Block[], room: number): Column[] {
  const columns: Column[] = [];
  for (const block of blocks) {
    const column = columns.at(-1);
    const isWide = (one: Block) => one.width > 1.6 * one.head.width;
    const gap = column && column.blocks.at(-1)!.height > column.blocks.at(-1)!.head.height ? 2 * LISTED : LISTED;
    if (!column || column.height + gap + block.height > room || isWide(block) || isWide(column.blocks.at(-1)!))
      columns.push({ blocks: [block], width: block.width, height: block.height });
    else {
      column.blocks.push(block);
      column.width = Math.max(column.width, block.width);
      column.height += gap + block.height;
    }
  }
  return columns;
}

/** A superior with a single column below it, on a line at its left. */
function beside(id: string, own: Size, column: Column): Block {
  return {
    width: Math.max(own.width, column.width + INDENT), height: own.height + LISTED + column.height, head: { ...own, x: 0 },
    put(x, y, line, placed) {
      placed.set(id, { x, y, line });
      hang(column, x + INDENT, y + own.height + LISTED, [[x + INDENT / 2, y + own.height]], placed);
    },
  };
}

/** A superior centred above several columns. */
function above(id: string, own: Size, columns: Column[]): Block {
  const indents = columns.map((column) => (column.blocks.length > 1 ? INDENT : 0));
  const width = columns.reduce((sum, column, i) => sum + column.width + indents[i]! + GAP, -GAP);
  const head = { ...own, x: Math.max(0, (width - own.width) / 2) };
  return {
    width: Math.max(width, own.width), height: own.height + ROW + Math.max(...columns.map((column) => column.height)), head,
    put(x, y, line, placed) {
      placed.set(id, { x: x + head.x, y, line });
      const centre = x + head.x + own.width / 2;
      const foot = y + own.height;
      const bus = foot + ROW / 2;
      const trunk: Point[] = [[centre, foot], [centre, bus]];
      let at = x;
      columns.forEach((column, i) => {
        const [only] = column.blocks;
        if (column.blocks.length > 1) hang(column, at + INDENT, foot + ROW, [...trunk, [at + INDENT / 2, bus]], placed);
        else {
          const door = at + only!.head.x + only!.head.width / 2;
          only!.put(at, foot + ROW, [...trunk, [door, bus], [door, foot + ROW]], placed);
        }
        at += column.width + indents[i]! + GAP;
      });
    },
  };
}

function hang(column: Column, x: number, y: number, trunk: Point[], placed: Map<string, Spot>) {
  const left = trunk.at(-1)![0];
  let before: Block | undefined;
  for (const block of column.blocks) {
    if (before) y += before.height + (before.height > before.head.height ? 2 * LISTED : LISTED);
    const middle = y + block.head.height / 2;
    block.put(x, y, [...trunk, [left, middle], [x + block.head.x, middle]], placed);
    before = block;
  }
}
