import { asked, assert, eventually, request } from "./expect.mjs";
import { bearer, carryOut, council, status, step, today } from "./steps.mjs";

async function drafted(commands, query, id, proposal, headers, ...steps) {
  const send = async (path, body) => (await (await request(`${commands}/proposals${path}`, body, headers)).json()).position;
  let position = await send("", {
    id: proposal, organisation: id, mandate: `${id}-m`, title: "One office", package: { effectiveOn: "2016-07-01", changes: [{ type: "RenameUnit", unit: "treasury", name: "Ministry" }] },
  });
  for (const [path, body] of steps) position = await send(`/${proposal}/${path}`, body);
  await asked(`${query}/proposals/${proposal}?minPosition=${position}`);
}

export const proposals = [
  ["a proposal goes from draft to enactment through the page, approved by another person", async ({ open, query, commands }) => {
    const id = await council(commands, query);
    const page = await open(`/o/${id}/proposals?on=${today()}&lang=en`, { as: "officer" });
    await page.getByRole("button", { name: "Draft a proposal" }).click();
    await page.getByRole("button", { name: "Save the draft" }).click();
    await page.getByRole("alert").filter({ hasText: "Needed." }).first().waitFor();

    await page.getByRole("group", { name: "Title" }).getByLabel("EN", { exact: true }).fill(`A modern treasury of ${id}`);
    await page.getByRole("combobox", { name: "Mandate that it answers" }).selectOption("Renew the treasury");
    await page.getByRole("textbox", { name: /^Changes in effect from/ }).fill("2016-07-01");
    await page.getByRole("combobox", { name: "Order", exact: true }).selectOption("EliminateUnit");
    await page.getByRole("combobox", { name: "Unit", exact: true }).selectOption("treasury");
    await page.getByRole("button", { name: "Save the draft" }).click();
    await page.locator(".order-field").filter({ hasText: "Its subordinates go to" }).getByRole("alert").filter({ hasText: "subordinates-remain" }).waitFor();
    await page.locator(".outcome").filter({ hasText: "it could not be enacted" }).waitFor();

    await page.getByRole("combobox", { name: "Order", exact: true }).selectOption("RenameUnit");
    await page.getByRole("combobox", { name: "Unit", exact: true }).selectOption("treasury");
    await page.locator("fieldset").getByLabel("EN", { exact: true }).fill("Ministry of Finance");
    await page.getByRole("button", { name: "Add an order" }).click();
    const second = page.locator("fieldset").nth(1);
    await second.getByLabel("EN", { exact: true }).fill("Youth Office");
    await second.getByLabel("Kind").fill("office");
    await second.getByLabel("Under").selectOption("treasury");
    await page.getByRole("button", { name: "Save the draft" }).click();
    await page.locator(".outcome").filter({ hasText: "As it stands it could be enacted" }).waitFor();

    await page.getByRole("main").getByRole("button", { name: "See what it would make" }).click();
    const renamed = page.locator('[role="treeitem"]').filter({ hasText: "Ministry of Finance" });
    await renamed.waitFor();
    assert.match(await renamed.textContent(), /Formerly: Treasury.*~ Renamed/s);
    assert.match(await page.locator('[role="treeitem"]').filter({ hasText: "Youth Office" }).textContent(), /\+ Created/);
    assert.match(await page.locator(".in-words").innerText(), /Treasury → Ministry of Finance/);
    await page.getByRole("button", { name: "Now", exact: true }).click();
    await page.locator('[role="treeitem"]').filter({ hasText: /^Treasury/ }).waitFor();

    await page.getByRole("main").getByRole("button", { name: "To the proposal" }).click();
    assert.equal(await step(page, "Approve").count(), 0);
    await carryOut(page, "Submit");
    await status(page, "submitted");
    await carryOut(page, "Begin consideration");
    await page.locator(".step-form").getByRole("alert").filter({ hasText: "Needed." }).waitFor();
    await page.getByLabel("Organ", { exact: true }).selectOption("assembly");
    await page.locator(".step-form").getByRole("button", { name: "Begin consideration" }).click();
    await status(page, "under consideration");

    const approver = await open(new URL(page.url()).pathname + new URL(page.url()).search, { as: "approver" });
    await status(approver, "under consideration");
    await step(approver, "Approve").waitFor();
    assert.deepEqual(await approver.locator(".steps > .several button").allInnerTexts(), ["Approve", "Return with reason", "Reject"]);
    await carryOut(approver, "Approve", (form) => form.getByLabel("Comments").fill("As discussed."));
    await status(approver, "approved");

    // The officer's page heard of it by itself.
    await status(page, "approved");
    await carryOut(page, "Enact", (form) => form.getByLabel("On the authority of").selectOption("ag-res-2876"));
    await status(page, "enacted");
    await eventually(async () => (await asked(`${query}/organisations/${id}/structure?effectiveOn=2016-07-01`)).units?.map((unit) => unit.name.en).sort(), (names) => `${names}` === "Ministry of Finance,Tax Office,Youth Office", "it is in effect");
    await page.getByRole("button", { name: "See the day" }).click();
    await page.waitForURL(/\/chart\?on=2016-07-01&compare=2016-06-30/);
    await page.locator('[role="treeitem"]').filter({ hasText: "Ministry of Finance" }).filter({ hasText: "~ Renamed" }).waitFor();
  }],

  ["who had a hand in a proposal is told why another person must approve it", async ({ open, query, commands, people }) => {
    const id = await council(commands, query);
    await drafted(commands, query, id, `${id}-p`, bearer(people.officer2), ["submission", {}], ["consideration", { organ: "assembly" }]);
    const page = await open(`/o/${id}/proposals?on=${today()}&proposal=${id}-p&lang=en`, { as: "officer2" });
    await page.locator(".barred").filter({ hasText: "Approve: Somebody else must approve it: you drafted, edited or submitted it." }).waitFor();
    assert.equal(await step(page, "Approve").count(), 0);
    await carryOut(page, "Return with reason", (form) => form.getByLabel("Comments").fill("The name is too long."));
    await status(page, "returned");
    await page.locator(".comments").filter({ hasText: "The name is too long." }).waitFor();
    await page.getByRole("button", { name: "Edit the proposal" }).click();
    await page.locator("fieldset").getByLabel("EN", { exact: true }).fill("Exchequer");
    await page.getByRole("button", { name: "Save the draft" }).click();
    await page.locator(".outcome").filter({ hasText: "could be enacted" }).waitFor();
    await status(page, "drafted");
  }],

  ["who edits a draft that somebody else has changed meanwhile is told so, and loses nothing", async ({ open, query, commands, people }) => {
    const id = await council(commands, query);
    await drafted(commands, query, id, `${id}-p`, {});
    const editing = async (as) => {
      const page = await open(`/o/${id}/proposals?on=${today()}&proposal=${id}-p&lang=en`, { as });
      await page.getByRole("button", { name: "Edit the proposal" }).click();
      return [page, page.locator("fieldset").getByLabel("EN", { exact: true })];
    };
    const [late, ofLate] = await editing("officer");
    assert.equal(await late.locator(".panel .close").count(), 0); // it would take away what is being edited
    const [early, ofEarly] = await editing("officer2");
    await ofEarly.fill("Exchequer");
    await early.getByRole("button", { name: "Save the draft" }).click();
    await early.locator(".outcome").filter({ hasText: "could be enacted" }).waitFor();

    await ofLate.fill("Treasury Board");
    await late.getByRole("button", { name: "Save the draft" }).click();
    await late.getByRole("alert").filter({ hasText: "Somebody else has changed this proposal since you opened it." }).waitFor();
    late.complaints.length = 0; // the refusal, which a browser calls an error
    const proposed = async () => (await asked(`${query}/proposals/${id}-p`)).package.changes[0].name.en;
    assert.equal(await proposed(), "Exchequer");
    assert.equal(await ofLate.inputValue(), "Treasury Board");

    await late.getByRole("button", { name: "Save mine all the same" }).click();
    await late.locator(".outcome").filter({ hasText: "could be enacted" }).waitFor();
    assert.equal(await proposed(), "Treasury Board");
    await early.getByRole("button", { name: "Save the draft" }).click();
    await early.getByRole("alert").filter({ hasText: "Somebody else has changed this proposal since you opened it." }).waitFor();
    early.complaints.length = 0;
  }],

  ["a step that came too late is refused with what is possible now, and a clash is told where the proposal stands", async ({ open, query, commands, people }) => {
    const id = await council(commands, query);
    await drafted(commands, query, id, `${id}-p`, {});
    const page = await open(`/o/${id}/proposals?on=${today()}&proposal=${id}-p&lang=en`, { as: "officer" });
    await step(page, "Submit").waitFor();
    const stale = await asked(`${query}/proposals/${id}-p`);
    await page.route((url) => url.pathname === `/proposals/${id}-p`, (route) => route.fulfill({ json: stale }));
    await request(`${commands}/proposals/${id}-p/submission`, {});
    await carryOut(page, "Submit");
    await page.locator(".step-form").getByRole("alert").filter({ hasText: "It is submitted: that is no longer possible. Possible now: Edit, Begin consideration, Return with reason, Withdraw the proposal." }).waitFor();
    page.complaints.length = 0; // the refusal, which a browser calls an error
    await page.unrouteAll();

    const clashing = await open(`/o/${id}/proposals?on=${today()}&proposal=${id}-c&lang=en`, { as: "officer" });
    clashing.complaints.length = 0; // it is not drafted yet
    await drafted(commands, query, id, `${id}-c`, {}, ["submission", {}], ["consideration", { organ: "assembly" }]);
    await request(`${commands}/proposals/${id}-c/approval`, {}, bearer(people.approver));
    await request(`${commands}/organisations/${id}/changes`, { authority: { resolution: "ag-res-2876" }, effectiveOn: "2016-03-01", changes: [{ type: "MoveUnit", unit: "tax-office", parent: null }, { type: "EliminateUnit", unit: "treasury" }] });
    await carryOut(clashing, "Enact", (form) => form.getByLabel("On the authority of").selectOption("ag-res-2876"));
    await status(clashing, "returned");
    await clashing.locator(".complaints").filter({ hasText: /It was returned, since this stands against it:.*Change 1:.*unit-not-in-force/s }).waitFor();
    clashing.complaints.length = 0;
  }],
];
