import { asked, assert, drawn, eventually, request } from "./expect.mjs";

const change = (id, on) => ({ authority: { resolution: "ag-res-2876" }, effectiveOn: on, changes: [{ type: "CreateUnit", unit: id, kind: "office", name: id, parent: null }] });

async function organisation(commands) {
  const id = `live-${Date.now().toString(36)}`;
  await request(`${commands}/organisations`, { id, name: "A lake authority" });
  await request(`${commands}/organisations/${id}/changes`, { ...change("harbour-office", "2016-01-01") });
  await request(`${commands}/organisations/${id}/changes`, { ...change("water-office", "2016-01-01") });
  await request(`${commands}/organisations/${id}/changes`, { ...change("fish-office", "2016-02-01") });
  return id;
}

export const live = [
  ["a change made elsewhere appears within a second, is announced, and leaves the reader where they are", async ({ open, commands, say }) => {
    const id = await organisation(commands);
    const page = await open(`/o/${id}/chart?on=2016-06-01&lang=en`);
    await drawn(page);
    await page.locator(".live.on").waitFor();
    const units = () => page.locator('[role="treeitem"]').count();
    assert.equal(await units(), 4);
    await request(`${commands}/organisations/${id}/changes`, change("reed-office", "2016-03-01"));
    const begun = Date.now();
    await eventually(units, (count) => count === 5, "the new unit is drawn", 3000);
    const took = Date.now() - begun;
    say(`a change made elsewhere was drawn ${took} ms after it was acknowledged`);
    assert.ok(took < 1000, `${took} ms`);
    assert.match(await page.locator(".news").innerText(), /A change was recorded, in effect on March 1, 2016/);
    assert.match(page.url(), /on=2016-06-01/);
    await page.getByRole("button", { name: "Show that day" }).click();
    await page.waitForURL(/on=2016-03-01/);
  }],

  ["a step with a mandate is told as what it is, and a page that opens tells of nothing that was there", async ({ open, commands }) => {
    const id = await organisation(commands);
    const issue = (mandate) => request(`${commands}/mandates`, { id: `${id}-${mandate}`, organisation: id, title: mandate, authority: { resolution: "ag-res-2876" } });
    await issue("first");
    const page = await open(`/o/${id}/mandates?on=${new Date().toISOString().slice(0, 10)}&lang=en`);
    await page.locator(".live.on").waitFor();
    assert.equal(await page.locator(".news .toast").count(), 0);
    await issue("second");
    await page.locator(".news").filter({ hasText: "A step with mandates or proposals was recorded." }).waitFor();
    await page.locator("tbody tr").filter({ hasText: "second" }).waitFor();
  }],

  ["what is recorded while a page opens is in its drawing", async ({ open, commands, query }) => {
    const id = await organisation(commands);
    const page = await open("/o/nowhere/chart?lang=en");
    await page.getByRole("alert").waitFor();
    page.complaints.length = 0;
    const drawing = page.waitForResponse(new RegExp(`/organisations/${id}/structure`));
    let isFirst = true;
    await page.route(/events\?format=csv/, async (route) => {
      if (isFirst) {
        isFirst = false;
        await drawing;
        const { position } = await (await request(`${commands}/organisations/${id}/changes`, change("reed-office", "2016-03-01"))).json();
        await asked(`${query}/organisations/${id}/structure?minPosition=${position}`);
      }
      await route.continue();
    });
    await page.goto(page.url().replace("nowhere", id).replace("?", "?on=2016-06-01&"));
    await page.locator(".live.on").waitFor();
    await eventually(() => page.locator('[role="treeitem"]').count(), (count) => count === 5, "the new unit is drawn", 3000);
    assert.equal(await page.locator(".news .toast").count(), 0);
  }],

  ["a lost connection is said, comes back by itself, and goes on from the last event", async ({ open, commands }) => {
    const id = await organisation(commands);
    const from = [];
    const page = await open("/o/nowhere/chart?lang=en");
    page.complaints.length = 0;
    await page.route("**/events/stream", (route) => {
      from.push(route.request().headers()["last-event-id"]);
      return from.length <= 2 ? route.fulfill({ status: 503, body: "" }) : route.continue();
    });
    await page.goto(page.url().replace("nowhere", id).replace("?", "?on=2016-06-01&"));
    await page.locator(".live.off").filter({ hasText: "Reconnecting" }).waitFor();
    await page.locator(".live.on").waitFor();
    await page.locator(".news").filter({ hasText: "nothing was missed" }).waitFor();
    assert.equal(new Set(from).size, 1);
    assert.match(from[0], /^\d+$/);
    page.complaints.length = 0; // answers of 503 are what this is about
  }],
];
