import { asked, assert, eventually, request, signIn } from "./expect.mjs";

async function organisation(commands, query) {
  const id = `office-${Date.now().toString(36)}`;
  const change = (...changes) => request(`${commands}/organisations/${id}/changes`, { authority: { resolution: "ag-res-2876" }, effectiveOn: "2016-01-01", changes });
  await request(`${commands}/organisations`, { id, name: "A tax authority" });
  await change({ type: "CreateUnit", unit: "treasury", kind: "office", name: "Treasury", parent: null }, { type: "CreateUnit", unit: "tax-office", kind: "office", name: "Tax Office", parent: "treasury" });
  await eventually(async () => (await asked(`${query}/organisations/${id}/structure?effectiveOn=2016-06-01`)).units?.length, (units) => units === 2, "both units are projected");
  return id;
}

export const officer = [
  ["an officer writes a package, is refused at the field, corrects it, tries it, and records it", async ({ open, query, commands }) => {
    const id = await organisation(commands, query);
    const page = await open(`/o/${id}/submit?on=2016-06-01&lang=en`, { as: "officer" });
    await page.getByRole("button", { name: "Try it" }).click();
    await page.getByRole("alert").filter({ hasText: "Needed." }).first().waitFor();

    await page.getByRole("combobox", { name: "Act that orders it", exact: true }).selectOption("ag-res-2876");
    await page.getByRole("combobox", { name: "Order", exact: true }).selectOption("EliminateUnit");
    await page.getByRole("combobox", { name: "Unit", exact: true }).selectOption("treasury");
    await page.getByRole("button", { name: "Try it" }).click();
    const refusal = page.locator(".order-field").filter({ hasText: "Its subordinates go to" }).getByRole("alert");
    await refusal.filter({ hasText: "subordinates-remain" }).waitFor();
    assert.equal(page.complaints.splice(0).length, 1); // the refusal, which a browser calls an error

    await page.getByRole("combobox", { name: "Order", exact: true }).selectOption("RenameUnit");
    await page.getByRole("combobox", { name: "Unit", exact: true }).selectOption("tax-office");
    await page.getByLabel("EN", { exact: true }).fill("Revenue Office");
    assert.equal(await page.getByRole("button", { name: "Record it" }).isDisabled(), true);
    await page.getByRole("button", { name: "Try it" }).click();
    await page.locator(".outcome").filter({ hasText: "It would be accepted" }).waitFor();
    await page.getByRole("button", { name: "Record it" }).click();
    await page.locator(".outcome").filter({ hasText: "Recorded." }).waitFor();
    await page.getByRole("button", { name: "See the day" }).click();
    await page.locator('[role="treeitem"]').filter({ hasText: "Revenue Office" }).waitFor();

    await page.locator('[role="treeitem"]').filter({ hasText: "Revenue Office" }).click();
    await page.locator(".panel dd").filter({ hasText: "Olivia Reyes" }).first().waitFor();
  }],

  ["who is writing when the session ends signs in again beside it, and goes on", async ({ open, query, commands, people }) => {
    const id = await organisation(commands, query);
    const page = await open(`/o/${id}/submit?on=2016-06-01&lang=en`, { as: null });
    await page.clock.install();
    await signIn(page, "officer", people.password);
    await page.getByRole("combobox", { name: "Order", exact: true }).selectOption("RenameUnit");
    await page.getByRole("combobox", { name: "Unit", exact: true }).selectOption("tax-office");
    await page.getByLabel("EN", { exact: true }).fill("Revenue Office");

    await page.clock.fastForward("08:00:00");
    await page.getByRole("alert").filter({ hasText: "Your session has ended." }).waitFor();
    await page.clock.setSystemTime(new Date());
    await page.getByRole("button", { name: "Sign in again" }).click();
    await page.getByRole("alert").filter({ hasText: "Your session has ended." }).waitFor({ state: "detached", timeout: 30_000 });
    page.complaints.length = 0; // what was asked meanwhile was asked without a token

    assert.equal(await page.getByLabel("EN", { exact: true }).inputValue(), "Revenue Office");
    await page.getByRole("combobox", { name: "Act that orders it", exact: true }).selectOption("ag-res-2876");
    await page.getByRole("button", { name: "Try it" }).click();
    await page.locator(".outcome").filter({ hasText: "It would be accepted" }).waitFor();
  }],

  ["what may be named is what is there on the day that is written, whatever day is looked at", async ({ open, query, commands }) => {
    const id = await organisation(commands, query);
    const page = await open(`/o/${id}/submit?on=2015-01-01&lang=en`, { as: "officer" });
    await page.getByRole("combobox", { name: "Order", exact: true }).selectOption("RenameUnit");
    const units = () => page.getByRole("combobox", { name: "Unit", exact: true }).locator("option").allInnerTexts();
    assert.ok(!(await units()).includes("Treasury"));
    await page.locator("#effective-on").fill("2016-06-01");
    await eventually(units, (names) => names.includes("Treasury"), "the units of that day may be named");
  }],

  ["who is no officer is shown no form", async ({ open }) => {
    const page = await open("/o/oas/chart?on=2015-10-01&lang=en", { as: "viewer" });
    await page.getByRole("link", { name: "Functions" }).waitFor();
    assert.equal(await page.getByRole("link", { name: "Submit" }).count(), 0);
  }],
];
