import { asked, assert } from "./expect.mjs";
import { carryOut, council, status, step, today } from "./steps.mjs";

const mandateOf = (id) => `/o/${id}/mandates?on=${today()}&mandate=${id}-m&lang=en`;

export const mandates = [
  ["a mandate goes from assignment to closure through the page, verified by another person", async ({ open, commands, query }) => {
    const id = await council(commands, query);
    const page = await open(mandateOf(id), { as: "officer" });
    await status(page, "issued");
    assert.equal(await step(page, "Report").count(), 0);
    await carryOut(page, "Assign");
    await page.locator(".order-field").filter({ hasText: "Lead unit" }).getByRole("alert").filter({ hasText: "Needed." }).waitFor();
    await page.getByLabel("Lead unit").selectOption("treasury");
    await page.getByLabel("Done on").fill("2015-12-01");
    await page.locator(".step-form").getByRole("button", { name: "Assign", exact: true }).click();
    await page.locator(".order-field").filter({ hasText: "Done on" }).getByRole("alert").filter({ hasText: "The last step was on January 1, 2016" }).waitFor();
    await page.locator(".order-field").filter({ hasText: "Lead unit" }).getByRole("alert").filter({ hasText: "unit-cannot-answer" }).waitFor();
    page.complaints.length = 0; // the refusal, which a browser calls an error
    await page.getByLabel("Done on").fill("2016-02-01");
    await page.locator(".step-form").getByRole("button", { name: "Assign", exact: true }).click();
    await status(page, "assigned");

    await carryOut(page, "Report", async (form) => {
      await form.getByLabel("Reported state").selectOption("in-progress");
      await form.getByLabel("Statement").fill("Half of it is done.");
    });
    await status(page, "in progress");

    await carryOut(page, "Claim as implemented");
    const shown = page.locator(".order-field").filter({ hasText: "Changes that show it" });
    await shown.getByRole("alert").filter({ hasText: "documents: name at least one" }).waitFor();
    page.complaints.length = 0;
    await shown.getByRole("combobox").selectOption({ index: 1 });
    await page.locator(".step-form").getByRole("button", { name: "Claim as implemented" }).click();
    await status(page, "implemented");
    await page.locator(".barred").filter({ hasText: "Verify: Somebody else must verify it: you claimed it as implemented." }).waitFor();

    const other = await open(mandateOf(id), { as: "approver" });
    await carryOut(other, "Verify", (form) => form.getByLabel("Finding").selectOption("yes"));
    await status(other, "verified");
    await status(page, "verified");
    await carryOut(page, "Close");
    await status(page, "closed");
    assert.deepEqual(await page.locator(".steps > .several button").allInnerTexts(), ["Reopen"]);
  }],

  ["an officer issues a mandate, on the words of an act", async ({ open, commands, query }) => {
    const id = await council(commands, query);
    const page = await open(`/o/${id}/mandates?on=${today()}&lang=en`, { as: "officer" });
    await page.getByRole("button", { name: "Issue a mandate" }).click();
    const form = page.locator(".step-form");
    await form.getByRole("button", { name: "Issue a mandate" }).click();
    assert.equal(await form.getByRole("alert").filter({ hasText: "Needed." }).count(), 2); // a title, and an act
    await form.getByRole("group", { name: "Title" }).getByLabel("EN", { exact: true }).fill("Renew the treasury");
    await form.getByLabel("On the authority of").selectOption("ag-res-2876");
    await form.getByLabel("Paragraph").selectOption("1");
    await form.getByLabel("Due").fill("2031-12-31");
    await form.getByLabel("Priority").selectOption("high");
    await form.getByRole("button", { name: "Issue a mandate" }).click();
    await status(page, "issued");
    await page.locator(".panel blockquote").filter({ hasText: "To instruct the Secretary General" }).waitFor();
    await page.locator("tbody tr.selected").filter({ hasText: "December 31, 2031" }).waitFor();
    page.complaints.length = 0; // where the name is taken already a number goes with it, and a browser calls that an error
  }],

  ["an act retires a mandate, and without one nobody does", async ({ open, commands, query }) => {
    const id = await council(commands, query);
    const page = await open(mandateOf(id), { as: "officer" });
    await carryOut(page, "Retire the mandate");
    await page.locator(".step-form").getByRole("alert").filter({ hasText: "Needed." }).waitFor();
    await page.getByLabel("On the authority of").selectOption("ag-res-2876");
    await page.locator(".step-form").getByRole("button", { name: "Retire the mandate" }).click();
    await status(page, "retired");
    await page.locator(".steps").filter({ hasText: "Nothing more can be done with it." }).waitFor();
    assert.equal((await asked(`${query}/mandates/${id}-m`)).status, "retired");
  }],

  ["who may only look is shown no step", async ({ open, commands, query }) => {
    const id = await council(commands, query);
    const page = await open(mandateOf(id), { as: "viewer" });
    await status(page, "issued");
    await page.locator(".life li").first().waitFor();
    assert.equal(await page.locator(".steps").count(), 0);
  }],
];
