import { asked, assert, eventually, request } from "./expect.mjs";

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

  ["who is no officer is shown no form", async ({ open }) => {
    const page = await open("/o/oas/chart?on=2015-10-01&lang=en", { as: "viewer" });
    await page.getByRole("link", { name: "Functions" }).waitFor();
    assert.equal(await page.getByRole("link", { name: "Submit" }).count(), 0);
  }],
];
