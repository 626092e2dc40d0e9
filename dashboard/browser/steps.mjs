import { asked, eventually, request } from "./expect.mjs";

const ON = "2016-01-01";
let made = 0;

/** A treasury with a tax office below it, a council, and a mandate that is open. */
export async function council(commands, query) {
  const id = `council-${Date.now().toString(36)}-${made++}`;
  await request(`${commands}/organisations`, { id, name: "A lake council", organs: [{ id: "assembly", name: "Assembly" }] });
  await request(`${commands}/organisations/${id}/changes`, {
    authority: { resolution: "ag-res-2876" }, effectiveOn: ON,
    changes: [{ type: "CreateUnit", unit: "treasury", kind: "office", name: "Treasury", parent: null }, { type: "CreateUnit", unit: "tax-office", kind: "office", name: "Tax Office", parent: "treasury" }],
  });
  const mandate = await (await request(`${commands}/mandates`, { id: `${id}-m`, organisation: id, title: "Renew the treasury", effectiveOn: ON, dueOn: "2016-12-31", authority: { resolution: "ag-res-2876", paragraph: "1" } })).json();
  await eventually(async () => (await asked(`${query}/organisations/${id}/structure?effectiveOn=2016-06-01`)).units?.length, (units) => units === 2, "both units are projected");
  await asked(`${query}/mandates/${id}-m?minPosition=${mandate.position}`);
  return id;
}

export const today = () => new Date().toISOString().slice(0, 10);
export const bearer = (token) => ({ Authorization: `Bearer ${token}` });
export const step = (page, name) => page.locator(".steps").getByRole("button", { name, exact: true });
/** Carries a step out: opens its form, fills it, sends it. */
export async function carryOut(page, name, fill = async () => {}) {
  await step(page, name).first().click();
  await fill(page.locator(".step-form"));
  await page.locator(".step-form").getByRole("button", { name, exact: true }).click();
}
export const status = (page, word) => page.locator(".panel > p > b").filter({ hasText: word }).first().waitFor();
