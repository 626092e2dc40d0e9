import { assert } from "./expect.mjs";

const PARAGRAPH = "To instruct the Secretary General to submit such adjustments as he deemed necessary by July 31, 2015.";
const mandate = {
  id: "adjust-the-structure", organisation: "oas", status: "in-progress", open: true, title: { en: "Adjust the structure" }, lead: "office-of-the-secretary-general",
  leadName: { en: "Office of the Secretary General" }, dueOn: "2015-07-31", overdue: true, overdueSince: "2015-08-01", resolution: "ag-res-2876", paragraph: "1",
};
const proposal = { id: "new-structure", organisation: "oas", status: "under-consideration", title: { en: "A new structure" }, mandate: mandate.id, changeCount: 1 };
const steps = { entries: [{ event: "e1", type: "MandateIssued", effectiveOn: "2015-06-15", recordedAt: "2026-01-01T00:00:00Z", position: 9, status: "issued", actor: { issuer: "i", subject: "officer", name: "Olivia Reyes" } }], planned: [] };

/** Answers in the words of the contract, in place of a register that holds mandates. */
const answers = (page) => page.route((url) => /^\/(mandates|proposals)/.test(url.pathname), (route) => {
  const { pathname } = new URL(route.request().url());
  const json = pathname.endsWith("/timeline") ? steps
    : pathname.endsWith("/trace") ? {
      mandate, provisions: [{ how: "issue", resolution: "ag-res-2876", symbol: "AG/RES. 2876 (XLV-O/15)", paragraph: "1", effectiveOn: "2015-06-15", text: PARAGRAPH }], proposals: [proposal],
      changes: [{ event: "c1", type: "SecretariatCreated", effectiveOn: "2015-10-01", state: "in-effect", units: ["secretariat-for-hemispheric-affairs"] }],
      units: [{ id: "secretariat-for-hemispheric-affairs", name: { en: "Secretariat for Hemispheric Affairs" }, inForce: true }],
    }
    : pathname === "/mandates" ? { total: 1, mandates: [mandate] }
    : pathname === "/proposals" ? { proposals: [proposal] }
    : { ...proposal, package: { changes: [{ type: "CreateSecretariat", unit: "secretariat-for-hemispheric-affairs" }] } };
  return route.fulfill({ json });
});

export const boards = [
  ["what waits is in sight at once, and a mandate leads from the words that ordered it to the changes that carry it out", async ({ open }) => {
    const page = await open("/o/oas/table?on=2015-10-01&lang=en");
    await answers(page);
    await page.goto(page.url().replace("on=2015-10-01", "on=2015-10-01&compare=2015-06-15"));
    await page.getByRole("button", { name: "1 proposal pending" }).waitFor();
    await page.getByRole("button", { name: "1 mandate overdue" }).click();
    const row = page.locator("tbody tr").filter({ hasText: "Adjust the structure" });
    assert.match(await row.innerText(), /in progress[\s\S]*Office of the Secretary General[\s\S]*overdue since August 1, 2015[\s\S]*AG\/RES. 2876/);
    await row.getByRole("button").click();
    const panel = page.locator(".panel");
    await panel.locator("blockquote").filter({ hasText: "To instruct the Secretary General" }).waitFor();
    await panel.locator(".life li").filter({ hasText: "June 15, 2015 issued · Olivia Reyes" }).waitFor();
    assert.match(await panel.innerText(), /Secretariat created Secretariat for Hemispheric Affairs · October 1, 2015, in effect/);
    await panel.getByRole("button", { name: "A new structure" }).click();
    await panel.locator(".proposed li").filter({ hasText: "Create a secretariat" }).waitFor();
    assert.match(page.url(), /\/o\/oas\/proposals\?.*proposal=new-structure/);
  }],
];
