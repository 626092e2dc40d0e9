import assert from "node:assert/strict";

export { assert };

/** Waits until what {@code look} answers satisfies {@code is}, and says what it was last. */
export async function eventually(look, is, what, patience = 5000) {
  const until = Date.now() + patience;
  let seen;
  do {
    seen = await look();
    if (is(seen)) return seen;
    await new Promise((done) => setTimeout(done, 40));
  } while (Date.now() < until);
  throw new Error(`${what}; it was ${JSON.stringify(seen)}`);
}

/** The page has drawn its chart. */
export const drawn = (page) => page.locator('[role="treeitem"]').nth(3).waitFor();

let token;
/** Requests beside the browser are an officer's. */
export const authorise = (officer) => (token = officer);

export async function asked(url) {
  return (await fetch(url, { headers: { Authorization: `Bearer ${token}` } })).json();
}

export async function request(url, body, headers = {}) {
  const answer = await fetch(url, { method: "POST", headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json", ...headers }, body: typeof body === "string" ? body : JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status} ${await answer.text()}`);
  return answer;
}

/** By the issuer's own form. */
export async function signIn(page, person, password) {
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator('input[name="username"]').fill(person);
  await page.locator('input[name="password"]').fill(password);
  await page.locator('button[type="submit"]').click();
}
