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

  ["who is no auditor is told who verifies", async ({ open }) => {
    const page = await open("/o/oas/table?on=2015-12-31&unit=secretariat-for-hemispheric-affairs&lang=en");
    await page.locator(".receipt summary").first().click();
    await page.locator(".receipt").first().filter({ hasText: "Auditors verify it here" }).waitFor();
    assert.equal(await page.locator(".receipt button").count(), 0);
  }],

  ["a reporting line, an organ's line and a coordination link are asked why, by key and by click", async ({ open }) => {
    const page = await open("/o/oas/chart?on=2015-12-31&show=lines,links&lang=en");
    const panel = page.locator(".panel");
    await page.locator(".organ").filter({ hasText: "Permanent Council" }).waitFor();
    await page.getByRole("button", { name: "Also reports to: Office of the Ombudsperson – Permanent Council" }).focus();
    await page.keyboard.press("Enter");
    await panel.getByRole("heading", { name: "Office of the Ombudsperson → Permanent Council" }).waitFor();
    await panel.locator(".chain li").filter({ hasText: "Unit created" }).filter({ hasText: "CP/RES. (2036/15)" }).waitFor();
    assert.match(page.url(), /line=office-of-the-ombudsperson%3Apermanent-council/);

    const link = page.locator('.tie[aria-label^="Coordinates with"]').first();
    await link.locator(".grip").dispatchEvent("click");
    await panel.locator(".chain li").filter({ hasText: "Coordination begun" }).waitFor();
    assert.match(await panel.getByRole("heading", { level: 2 }).innerText(), / – /);

    await page.goto(page.url().replace(/link=[^&]*/, "unit=summits-secretariat"));
    await panel.getByText("Principal line").locator("..").getByRole("button", { name: "why?" }).click();
    await panel.getByRole("heading", { name: "Summits Follow-Up → Secretariat for Hemispheric Affairs" }).waitFor();
    await panel.locator(".chain li").filter({ hasText: "Moved" }).waitFor();
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

  ["a receipt is verified by the page itself against the log that this register signs, and a forged one is not", async ({ open, query, people }) => {
    const page = await open("/o/oas/chart?on=2015-12-31&unit=secretariat-for-hemispheric-affairs&lang=en", { as: "auditor" });
    const receipt = page.locator(".receipt").first();
    await receipt.locator("summary").click();
    const verify = async (said) => {
      await receipt.getByRole("button").click();
      await receipt.getByRole("status").filter({ hasText: said }).waitFor();
      return receipt.getByRole("status").innerText();
    };
    const proven = await verify("Verified here");
    const size = Number((await (await fetch(`${query}/log/checkpoint`, { headers: { Authorization: `Bearer ${people.auditor}` } })).text()).split("\n")[1]);
    const told = Number(/in the log of (\d+) entries/.exec(proven)[1]);
    assert.ok(told > 100 && told <= size, `${told} of ${size}`);

    let forge = (inclusion) => inclusion;
    await page.route("**/log/proofs/inclusion?*", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: forge(await answer.json()) });
    });
    await verify("Verified here");
    for (const [forged, said] of [
      [(one) => ({ ...one, entry: { ...one.entry, payload: one.entry.payload.replace("Hemispheric", "Hemispherical") } }), "does not lead to the root"],
      [(one) => ({ ...one, entry: { ...one.entry, metadata: one.entry.metadata.replace("Olivia", "Oliver") } }), "does not lead to the root"],
      [(one) => ({ ...one, index: one.index + 1 }), "does not lead to the root"],
      [(one) => ({ ...one, hashes: one.hashes.slice(1) }), "does not lead to the root"],
      [(one) => ({ ...one, size: one.size - 1 }), "of another size"],
    ]) {
      forge = forged;
      const refused = await verify(said);
      assert.ok(!refused.includes("Verified here") && refused.startsWith("✗"), refused);
    }
    forge = (one) => one;
    // Another head, well formed, that nobody signed.
    await page.route("**/log/checkpoint", async (route) => {
      const answer = await route.fetch();
      const [origin, entries, root, ...rest] = (await answer.text()).split("\n");
      await route.fulfill({ response: answer, body: [origin, entries, root, ...rest].join("\n").replace(/(— \S+ \S{20})./, (all, before) => before + (all.endsWith("A") ? "B" : "A")) });
    });
    await verify("no good signature");
  }],

  ["the worked example of the log's format is verified, and what was altered in it is told apart", async ({ open }) => {
    // The example of docs/log-format.md, in the place of an event of this register.
    const vectors = JSON.parse(format("example-vectors.json"));
    const entry = JSON.parse(format("example.ndjson").split("\n").find((line) => line.startsWith('{"index":2')));
    const proof = { event: entry.id, ...vectors.inclusion[2], checkpoint: vectors.checkpoints.at(-1), entry };
    const page = await open("/o/oas/table?on=2015-12-31&lang=en", { as: "auditor" });
    await page.route("**/log/checkpoint", (route) => route.fulfill({ contentType: "text/plain", body: vectors.checkpoints.at(-1) }));
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
