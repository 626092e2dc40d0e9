import { asked, assert, eventually, request } from "./expect.mjs";

const UNITS = 5000;

/** Ten secretariats of ten departments of forty-nine sections each, as a file of packages. */
function packages(id) {
  const lines = [];
  const add = (units) => lines.push(JSON.stringify({ key: `${id}-${lines.length}`, authority: { resolution: "ag-res-2876" }, effectiveOn: "2016-01-01", changes: units }));
  const make = (unit, parent, kind) => ({ type: "CreateUnit", unit, kind, name: `${kind === "section" ? "Section" : kind === "department" ? "Department" : "Directorate"} for matters of ${unit}`, parent });
  for (let a = 0; a < 10; a++) {
    add([make(`s${a}`, null, "secretariat-office")]);
    for (let b = 0; b < 10; b++) add([make(`s${a}-d${b}`, `s${a}`, "department"), ...Array.from({ length: 49 }, (_, c) => make(`s${a}-d${b}-t${c}`, `s${a}-d${b}`, "section"))].slice(0, a === 9 && b === 9 ? 40 : 50));
  }
  return lines.join("\n");
}

async function organisation(commands, query) {
  const id = `large-${Date.now().toString(36)}`;
  await request(`${commands}/organisations`, { id, name: "A very large organisation" });
  const answer = await request(`${commands}/organisations/${id}/imports`, packages(id), { "Content-Type": "application/x-ndjson" });
  await eventually(async () => (await asked(new URL(answer.headers.get("Location"), commands))).state, (state) => state === "completed", "the import is completed", 20_000);
  await eventually(async () => (await asked(`${query}/organisations/${id}/structure?effectiveOn=2016-06-01`)).units?.length, (units) => units === UNITS, "all units are projected", 20_000);
  return id;
}

export const large = [["five thousand units: painted within a second, and fluid while they are moved", async ({ open, query, commands, say }) => {
  const id = await organisation(commands, query);
  const page = await open(`/o/${id}/chart?on=2016-06-01&lang=en`);
  const paint = await eventually(() => page.evaluate(() => performance.getEntriesByName("chart")[0]?.startTime), (time) => time !== undefined, "the chart is painted");
  await page.getByRole("button", { name: "Expand all" }).click();
  await page.waitForTimeout(600);
  const pan = async () => {
    await page.evaluate(() => {
      globalThis.frames_ = [];
      let before = performance.now();
      const tick = (now) => (globalThis.frames_.push(now - before), (before = now), requestAnimationFrame(tick));
      requestAnimationFrame(tick);
    });
    await page.mouse.move(700, 600);
    await page.mouse.down();
    for (let i = 0; i < 60; i++) {
      await page.mouse.move(700 + 300 * Math.sin(i / 9), 600 + 120 * Math.cos(i / 7));
      await page.waitForTimeout(8);
    }
    await page.mouse.up();
    const frames = (await page.evaluate(() => globalThis.frames_)).slice(2).sort((a, b) => a - b);
    return { rate: 1000 / (frames.reduce((sum, frame) => sum + frame, 0) / frames.length), slowest: frames.at(-1), late: frames.filter((frame) => frame > 25).length, frames: frames.length };
  };
  const near = await pan();
  await page.getByRole("button", { name: "Show all" }).click();
  await page.waitForTimeout(400);
  const far = await pan();
  const told = (one) => `${one.rate.toFixed(0)} frames a second (${one.late} of ${one.frames} late, the slowest ${one.slowest.toFixed(0)} ms)`;
  say(`${UNITS} units: first paint of the chart ${paint.toFixed(0)} ms after navigation`);
  say(`${UNITS} units expanded, panning near: ${told(near)}`);
  say(`${UNITS} units expanded, panning with all in sight: ${told(far)}`);
  assert.ok(paint < 1000 * Number(process.env.MANDATUM_SLACK ?? 2.5), `painted after ${paint} ms`);
  assert.ok(near.rate > 30 && far.rate > 20, `${told(near)}; ${told(far)}`);
}]];
