import { assert } from "./expect.mjs";

export const boards = [
  ["what waits is in sight at once, and the overdue mandate says who is late", async ({ open }) => {
    const page = await open("/");
    await page.getByRole("button", { name: "1 proposal pending" }).waitFor();
    await page.getByRole("button", { name: "1 mandate overdue" }).click();
    const row = page.locator("tbody tr").filter({ hasText: "Track hemispheric priorities and report on them" });
    await row.waitFor();
    assert.match(await row.innerText(), /assigned[\s\S]*Secretariat for Hemispheric Affairs[\s\S]*overdue since June 14, 2016[\s\S]*Executive Order 08-01 Rev. 8/);
  }],

  ["a mandate leads from the words that ordered it to the changes that carry it out, and to the proposal behind them", async ({ open }) => {
    const page = await open("/o/oas/mandates?on=2015-12-31&lang=en");
    const row = page.locator("tbody tr").filter({ hasText: "Submit adjustments to the structure" });
    await row.getByRole("button").click();
    const panel = page.locator(".panel");
    await panel.locator("blockquote").filter({ hasText: "To instruct the Secretary General to submit" }).waitFor();
    await panel.locator(".life li").filter({ hasText: "June 15, 2015 issued · Olivia Reyes" }).waitFor();
    assert.match(await panel.innerText(), /Secretariat created Secretariat for Hemispheric Affairs · October 1, 2015, in effect/);
    await panel.getByRole("button", { name: "Rationale: restructuring of the General Secretariat" }).click();
    await panel.locator(".proposed li").filter({ hasText: "Create a secretariat Secretariat for Hemispheric Affairs" }).waitFor();
    await panel.getByText("Approved by").waitFor();
    assert.match(page.url(), /\/o\/oas\/proposals\?.*proposal=restructuring-of-2015/);
  }],

  ["the proposal that waits shows what it would make, in the reader's language", async ({ open }) => {
    const page = await open("/o/oas/chart?on=2015-10-01&compare=2015-06-15&lang=fr", { as: "approver" });
    await page.getByRole("button", { name: "1 proposition en attente" }).click();
    await page.getByRole("button", { name: "Un seul département pour l'inclusion sociale et l'équité" }).click();
    await page.getByRole("button", { name: "Voir ce qu’elle ferait" }).click();
    const merged = page.locator('[role="treeitem"]').filter({ hasText: "Département de l'inclusion et de l'équité" });
    await merged.waitFor();
    assert.match(await merged.textContent(), /Auparavant.*Inclusion sociale.*⇒ Convertie/s);
    assert.match(await page.locator('[role="treeitem"]').filter({ hasText: "Promotion de l'équité" }).textContent(), /− Supprimée/);
    await page.getByRole("button", { name: "Comme elle serait" }).click();
    await page.locator('[role="treeitem"]').filter({ hasText: "Promotion de l'équité" }).waitFor({ state: "detached" });
  }],

  ["a phone shows a preview, a draft and the steps of a proposal, and does not scroll sideways", async ({ open }) => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    for (const [page, shown, as] of [["preview", ".in-words li", "approver"], ["draft", ".submit .order-field", "officer"], ["proposals", ".steps button", "approver"]]) {
      const opened = await open(`/o/oas/${page}?on=2026-11-24&proposal=one-department-for-inclusion-and-equity&lang=fr`, { as, ...phone });
      await opened.locator(shown).first().waitFor();
      assert.equal(await opened.evaluate(() => document.documentElement.scrollWidth), 390, page);
    }
  }],
];
