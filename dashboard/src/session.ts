import { bearer } from "./api";

/** Where people sign in, and where their orders go: what the register says before anybody has signed in. */
export interface SignIn {
  issuer: string;
  client: string;
  commandService: string;
}

export type Role = "officer" | "approver" | "auditor" | "viewer" | "admin";

export interface Session {
  token: string;
  issuer: string;
  subject: string;
  name: string;
  roles: Role[];
  expires: number;
}

const TOKEN = "mandatum.token";
const PENDING = "mandatum.sign-in";

/** OpenID Connect's code flow for a client without a secret (RFC 6749, 7636): who began proves it by what only they know. */
export async function beginSignIn(how: SignIn) {
  const { authorization_endpoint } = await discovered(how.issuer);
  const [verifier, state, nonce] = [random(), random(), random()];
  sessionStorage.setItem(PENDING, JSON.stringify({ verifier, state, nonce, back: location.pathname + location.search }));
  const challenge = base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))));
  location.assign(`${authorization_endpoint}?${new URLSearchParams({
    response_type: "code", client_id: how.client, redirect_uri: `${location.origin}/`, scope: "openid profile", state, nonce,
    code_challenge: challenge, code_challenge_method: "S256",
  })}`);
}

/** When the issuer has sent the person back: exchanges the code, and answers with the address from which they went. Else null. */
export async function finishSignIn(how: SignIn): Promise<string | null> {
  const query = new URLSearchParams(location.search);
  const state = query.get("state");
  if (!state || (!query.has("code") && !query.has("error"))) return null;
  const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? "null") as { verifier: string; state: string; back: string } | null;
  sessionStorage.removeItem(PENDING);
  history.replaceState(null, "", pending?.back ?? "/");
  if (pending?.state !== state || query.has("error")) throw new Error(query.get("error_description") ?? query.get("error") ?? "state");
  const { token_endpoint } = await discovered(how.issuer);
  const answer = await fetch(token_endpoint, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
    body: new URLSearchParams({
      grant_type: "authorization_code", code: query.get("code")!, redirect_uri: `${location.origin}/`, client_id: how.client, code_verifier: pending.verifier,
    }),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${(await answer.text()).slice(0, 200)}`);
  sessionStorage.setItem(TOKEN, ((await answer.json()) as { access_token: string }).access_token);
  return pending.back;
}

/** Whoever is signed in, until their token ends. It lives as long as the tab. */
export function currentSession(now = Date.now()): Session | null {
  const token = sessionStorage.getItem(TOKEN);
  if (!token) return null;
  try {
    const bytes = Uint8Array.from(atob(token.split(".")[1]!.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    const roles = (claims["roles"] ?? (claims["realm_access"] as { roles?: unknown } | undefined)?.roles ?? []) as Role[];
    const expires = Number(claims["exp"]) * 1000;
    if (expires < now + 5000) return null;
    return { token, issuer: String(claims["iss"]), subject: String(claims["sub"]), name: String(claims["name"] ?? claims["sub"]), roles, expires };
  } catch {
    return null;
  }
}

export function signOut() {
  sessionStorage.removeItem(TOKEN);
}

bearer(() => currentSession()?.token ?? null);

async function discovered(issuer: string): Promise<{ authorization_endpoint: string; token_endpoint: string }> {
  const answer = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  if (!answer.ok) throw new Error(`${issuer} ${answer.status}`);
  return answer.json() as Promise<{ authorization_endpoint: string; token_endpoint: string }>;
}

function random(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
