import { readFileSync } from "node:fs";
import { assert } from "./expect.mjs";

const format = (name) => readFileSync(new URL(`../../docs/log-format/${name}`, import.meta.url), "utf8");

export const auditor = [
  ["from a unit to the event, the act, its words, and the receipt", async ({ open }) => {
    const page = await open("/o/oas/chart?on=2015-12-31&unit=secretariat-for-hemispheric-affairs&lang=en");
    const panel = page.locator(".panel");
    await panel.locator("blockquote").waitFor();
    const text = await panel.innerText();
    for (const said of ["Secretariat created", "October 1, 2015", "CP/RES. (2036/15)", "paragraph 1", "To approve the restructuring", "Permanent Council", "stated by the document"])
      assert.ok(text.includes(said), said);
    await panel.locator(".receipt summary").first().click();
    assert.match(await panel.locator(".receipt code").nth(1).innerText(), /^[0-9a-f]{64}$/);
  }],

  ["from a function to whoever holds it, and why", async ({ open }) => {
    const page = await open("/o/oas/table?on=2015-12-31&function=press-and-communication&lang=en");
    const panel = page.locator(".panel");
    await panel.locator(".chain li").first().waitFor();
    const text = await panel.innerText();
    assert.ok(text.includes("Function redistributed") && text.includes("assumed: no source maps the functions"), text);
  }],

  ["the life of a unit reaches back to its predecessor, and each step to its day", async ({ open }) => {
    const page = await open("/o/oas/chart?on=2015-12-31&unit=strategic-counsel-for-organizational-development-and-management-for-results&lang=en");
    const life = page.locator(".life li");
    await life.nth(1).waitFor();
    assert.match(await life.first().innerText(), /January 1, 2014 Unit created · Office of the Senior Advisor/);
    await life.first().getByRole("button").click();
    await page.waitForURL(/on=2014-01-01/);
    await page.locator(".panel").filter({ hasText: "not in force on this day" }).waitFor();
    page.complaints.length = 0; // there was no such unit then, which a browser calls an error
  }],

  ["a receipt is verified by the page itself, and one that proves nothing is told apart", async ({ open }) => {
    // The worked example of docs/log-format.md, in the place of an event of this register.
    const vectors = JSON.parse(format("example-vectors.json"));
    const entry = JSON.parse(format("example.ndjson").split("\n").find((line) => line.startsWith('{"index":2')));
    const proof = { event: entry.id, ...vectors.inclusion[2], checkpoint: vectors.checkpoints.at(-1), entry };
    const page = await open("/o/oas/table?on=2015-12-31&lang=en");
    await page.route("**/why?*", async (route) => {
      const answer = await route.fetch();
      const why = await answer.json();
      why.chain[0].event = entry.id;
      await route.fulfill({ response: answer, json: why });
    });
    await page.route("**/log/key", (route) => route.fulfill({ json: { origin: "mandatum.example/log", keys: [vectors.key] } }));
    let given = proof;
    await page.route("**/log/proofs/inclusion?*", (route) => route.fulfill({ json: given }));
    await page.getByRole("button", { name: "Secretariat for Hemispheric Affairs" }).click();
    const receipt = page.locator(".receipt").first();
    await receipt.locator("summary").click();
    await receipt.getByRole("button").click();
    await receipt.locator(".proven").filter({ hasText: "in the log of 5 entries" }).waitFor();
    assert.ok((await receipt.innerText()).includes("mandatum.example/log 04d7e019"));
    given = { ...proof, entry: { ...entry, payload: entry.payload.replace("1.5", "1.6") } };
    await receipt.getByRole("button").click();
    await receipt.locator(".warning").filter({ hasText: "does not lead to the root" }).waitFor();
  }],
];
