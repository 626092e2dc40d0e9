import { readFileSync } from "node:fs";
import { assert, drawn, eventually, signIn } from "./expect.mjs";

const COMPARISON = "/o/oas/chart?on=2015-10-01&compare=2015-06-15&lang=en";

export const viewer = [
  ["whoever signs in comes back to the address that they asked for", async ({ open, people }) => {
    const page = await open(COMPARISON, { as: null });
    await signIn(page, "viewer", people.password);
    await drawn(page);
    assert.ok(page.url().endsWith(COMPARISON), page.url());
    assert.equal(await page.locator(".person summary").innerText(), "Vera Novak");
    await page.locator(".person summary").click();
    await page.getByRole("button", { name: "Sign out" }).click();

    // Whoever comes next is not taken for the one who left.
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.locator('input[name="password"]').waitFor();
  }],

  ["a first visit opens on the comparison and says what it shows", async ({ open }) => {
    const page = await open("/");
    await drawn(page);
    assert.equal(await page.locator("#headline").innerText(), "Five changes required by AG/RES. 2876 (XLV-O/15), five in effect");
    assert.match(page.url(), /\/o\/oas\/chart\?on=2015-10-01&compare=2015-06-15/);
    assert.deepEqual(await page.locator(".headlines small").allInnerTexts(), ["Created", "Converted", "Created", "Created", "Eliminated"]);
    assert.match(await page.locator(".legend").innerText(), /\+ Created 15/);
  }],

  ["while the register reads an organisation into memory the page says how far it is, and asks again by itself", async ({ open }) => {
    const page = await open(COMPARISON);
    await drawn(page);
    for (const path of [COMPARISON, "/"]) {
      const refused = new Set();
      await page.route(/\/organisations\/oas\/(structure|events)\?/, (route) => {
        const url = route.request().url();
        if (refused.has(url)) return route.continue();
        refused.add(url);
        return route.fulfill({ status: 503, headers: { "Retry-After": "1" }, contentType: "application/problem+json", body: JSON.stringify({ code: "index-filling", detail: "later", organisation: "oas", percent: "40" }) });
      });
      await page.goto(new URL(path, page.url()).href);
      await page.getByRole("status").filter({ hasText: /^The register is reading this organisation into memory: 40 % …$/ }).waitFor();
      await drawn(page);
      await page.locator(".live.on").waitFor();
      assert.ok([...refused].some((url) => url.includes("/events?")) && [...refused].some((url) => url.includes("/structure?")), "both were refused once");
      await page.unrouteAll();
    }
    page.complaints.length = 0; // a browser calls each such answer an error
  }],

  ["what changed is said by sign and by word, not by colour alone", async ({ open }) => {
    const page = await open(COMPARISON);
    await drawn(page);
    for (const [unit, said] of [["Secretariat for Hemispheric Affairs", "+ Created"], ["Summits Follow-Up", "→ Moved"], ["Summits Follow-Up", "~ Renamed"]])
      assert.ok((await page.locator(`[role="treeitem"][aria-label^="${unit}"]`).first().textContent()).includes(said), `${unit}: ${said}`);
    const gone = page.locator('[role="treeitem"][aria-label^="Secretariat for External Relations"]');
    assert.match(await gone.getAttribute("aria-label"), /6 functions given away − Eliminated/);
    assert.equal(await gone.locator('text[text-decoration="line-through"]').count() > 0, true);
  }],

  ["siblings keep their order from one day to the next, eliminated ones included", async ({ open }) => {
    const page = await open(COMPARISON);
    const order = async () => (await page.locator('[role="treeitem"]').evaluateAll((items) => items.filter((item) => item.getAttribute("aria-level") === "3").map((item) => item.dataset.id)));
    await drawn(page);
    const compared = await order();
    await page.goto(page.url().replace("on=2015-10-01&compare=2015-06-15", "on=2015-06-15"));
    await drawn(page);
    const before = await order();
    const shared = (list, other) => list.map((id) => id.replace("@former", "")).filter((id) => other.some((one) => one.replace("@former", "") === id));
    assert.deepEqual(shared(compared, before), shared(before, compared));
    assert.ok(before.includes("secretariat-for-external-relations") && compared.includes("secretariat-for-external-relations"));
  }],

  ["the tree is walked with the keyboard alone", async ({ open }) => {
    const page = await open(COMPARISON);
    await drawn(page);
    await page.locator('[role="treeitem"][tabindex="0"]').focus();
    const at = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    assert.match(await at(), /^General Secretariat/);
    await page.keyboard.press("ArrowDown");
    await eventually(at, (label) => label?.startsWith("Office of the Secretary General"), "the next unit has the focus");
    await page.keyboard.press("ArrowLeft");
    await eventually(() => page.evaluate(() => document.activeElement?.getAttribute("aria-expanded")), (is) => is === "false", "it is closed");
    await page.keyboard.press("ArrowDown");
    await eventually(at, (label) => label?.startsWith("Office of the Assistant"), "what is closed is passed over");
    await page.keyboard.press("End");
    await eventually(at, (label) => label?.startsWith("Office of the Ombudsperson"), "the last unit has the focus");
    await page.keyboard.press("Enter");
    await page.locator(".panel h2").filter({ hasText: "Office of the Ombudsperson" }).waitFor();
    assert.equal(await page.locator('[role="treeitem"][tabindex="0"]').count(), 1);
  }],

  ["the slider, its buttons and a day in writing lead to the same view, and back leads back", async ({ open }) => {
    const page = await open("/o/oas/chart?on=2015-10-01&lang=en");
    await drawn(page);
    await page.getByRole("button", { name: "Previous change" }).click();
    await eventually(() => page.url(), (url) => url.includes("on=2015-09-30"), "the day before");
    await page.getByLabel("Structure on").fill("2015-13-01");
    await page.getByRole("alert").filter({ hasText: "2015-10-01" }).waitFor();
    await page.getByLabel("Structure on").fill("2014-06-01");
    await page.keyboard.press("Enter");
    await eventually(() => page.locator('[role="treeitem"]').count(), (count) => count === 32, "31 units and the organisation");
    await page.getByRole("slider", { name: "Day in the history" }).press("ArrowRight");
    await eventually(() => page.url(), (url) => url.includes("on=2014-06-02"), "a day later");
    await page.goBack();
    await eventually(() => page.url(), (url) => url.includes("on=2015-09-30"), "back");
  }],

  ["the history plays from change to change", async ({ open }) => {
    const page = await open("/o/oas/chart?on=2014-09-12&lang=en");
    await drawn(page);
    await page.getByRole("button", { name: "Play the history" }).click();
    await eventually(() => page.url(), (url) => url.includes("on=2015-06-15"), "the next moment");
    await page.getByRole("button", { name: "Pause" }).click();
  }],

  ["the second clock is off until it is wanted", async ({ open }) => {
    const page = await open("/o/oas/chart?on=2015-12-31&lang=en");
    await drawn(page);
    assert.ok(!page.url().includes("known="));
    await page.getByRole("button", { name: /As known now/ }).click();
    await eventually(() => page.url(), (url) => url.includes("known="), "the moment is in the address");
    await page.getByLabel(/As known at/).fill("2001-01-01");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "unknown-organisation" }).waitFor();
    page.complaints.length = 0; // the register knew of no such organisation then, which a browser calls an error
  }],

  ["a search in any language and without accents finds units and functions", async ({ open }) => {
    const page = await open("/o/oas/chart?on=2015-12-31&lang=en");
    await drawn(page);
    await page.locator(".search input").fill("secretaria asuntos hemisfericos");
    await page.getByRole("option", { name: "Secretariat for Hemispheric Affairs" }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".panel h2").filter({ hasText: "Secretariat for Hemispheric Affairs" }).waitFor();
    await page.locator(".search input").fill("press and communication");
    await page.locator("#hits li").first().click();
    await page.locator(".panel header").filter({ hasText: "Held by: Outreach and Communications" }).waitFor();
  }],

  ["functions redistributed are told in a diagram and in words", async ({ open }) => {
    const page = await open("/o/oas/flows?on=2015-10-01&compare=2015-06-15&lang=en");
    const words = page.locator(".flow-list > li").filter({ hasText: "Outreach and Communications" });
    await words.first().waitFor({ state: "attached" });
    assert.match(await words.first().textContent(), /Secretariat for External Relations → Outreach and Communications.*Press and Communication/);
    assert.equal(await page.locator(".flows svg rect").count(), 2 + 7 + 4);
  }],

  ["the table sorts, filters, and is taken along as CSV", async ({ open }) => {
    const page = await open("/o/oas/table?on=2015-10-01&compare=2015-06-15&lang=es");
    await page.locator("tbody tr").first().waitFor();
    await page.getByRole("button", { name: "Unidad", exact: true }).click();
    assert.equal(await page.locator('th[aria-sort="ascending"]').innerText(), "Unidad ↑");
    await page.locator(".table-tools select").selectOption("eliminated");
    assert.deepEqual(await page.locator("tbody th").allInnerTexts(), ["Secretaría de Relaciones Externas†"]);
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV" }).click()]);
    assert.match(readFileSync(await file.path(), "utf8"), /Unidad,Cambio,.*\r\nSecretaría de Relaciones Externas,'− Eliminada|Secretaría de Relaciones Externas,− Eliminada/);
    assert.equal(file.suggestedFilename(), "oas-2015-10-01-vs-2015-06-15.csv");
  }],

  ["the page speaks four languages", async ({ open }) => {
    const page = await open(COMPARISON);
    await drawn(page);
    for (const [language, said, search] of [["ES", "Cinco cambios exigidos", "Buscar una unidad"], ["PT", "Cinco alterações exigidas", "Procurar uma unidade"], ["FR", "Cinq changements exigés", "Chercher une unité"]]) {
      await page.getByRole("button", { name: language, exact: true }).click();
      await page.locator("#headline").filter({ hasText: said }).waitFor();
      assert.equal(await page.evaluate(() => document.documentElement.lang), language.toLowerCase());
      assert.ok((await page.locator(".search input").getAttribute("placeholder")).startsWith(search));
      assert.ok((await page.locator(".footnote").innerText()).startsWith("†"));
    }
  }],

  ["paper gets the whole chart on one page; files carry it whole", async ({ open }) => {
    const page = await open(COMPARISON);
    await drawn(page);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.equal(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length, 1);
    for (const [kind, check] of [
      ["SVG", (bytes) => assert.match(bytes.toString(), /^<svg[^>]*>.*Strategic Initiatives.*Art Museum of the/s)],
      ["PNG", (bytes) => assert.ok(bytes.subarray(1, 4).toString() === "PNG" && bytes.readUInt32BE(16) > 2000 && bytes.length > 50_000)],
    ]) {
      await page.locator(".toolbar .menu summary").click();
      const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: kind }).click()]);
      check(readFileSync(await file.path()));
      await page.locator(".toolbar .menu summary").click();
    }
  }],

  ["a phone starts with the table and does not scroll sideways", async ({ open }) => {
    const page = await open("/", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await page.locator("tbody tr").first().waitFor();
    assert.match(page.url(), /\/o\/oas\/table/);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  }],

  ["matrix lines and coordination links come when wanted", async ({ open }) => {
    const page = await open("/o/oas/chart?on=2015-12-31&lang=en");
    await drawn(page);
    const ties = page.locator("path[stroke-linecap=round]");
    assert.equal(await ties.count(), 0);
    await page.getByRole("button", { name: "Coordination" }).click();
    await eventually(() => ties.count(), (count) => count === 4, "four links");
    await page.getByRole("button", { name: "Matrix lines" }).click();
    await eventually(() => ties.count(), (count) => count > 8, "lines too");
  }],
];
