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

/** What the issuer gave: RFC 6749, section 5.1, and OpenID Connect Core, section 3.1.3.3. */
interface Tokens {
  access_token: string;
  refresh_token?: string;
  id_token?: string;
}

const TOKEN = "mandatum.token";
const REFRESH = "mandatum.refresh-token";
const IDENTITY = "mandatum.id-token";
const PENDING = "mandatum.sign-in";
/** With the request's state, on which a tab in which somebody has signed in again tells the one that waits for it, and no other. */
const AGAIN = "mandatum.signed-in-again";
/** A session is renewed so long before its end, in milliseconds. */
const AHEAD = 60_000;
/** A token that ends within so long is not worth a request. */
const LAST_MOMENTS = 5_000;

/**
 * OpenID Connect's code flow for a client without a secret (RFC 6749, 7636): who began proves it by what only they know.
 *
 * @param tab another one than this, where what is written here must stay
 * @return the request's state
 */
export async function beginSignIn(how: SignIn, tab: Window = window): Promise<string> {
  const { authorization_endpoint } = await discovered(how.issuer);
  const [verifier, state, nonce] = [random(), random(), random()];
  tab.sessionStorage.setItem(PENDING, JSON.stringify({ verifier, state, nonce, back: location.pathname + location.search, isAgain: tab !== window }));
  const challenge = base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))));
  tab.location.assign(`${authorization_endpoint}?${new URLSearchParams({
    response_type: "code", client_id: how.client, redirect_uri: `${location.origin}/`, scope: "openid profile", state, nonce,
    code_challenge: challenge, code_challenge_method: "S256",
  })}`);
  return state;
}

/** When the issuer has sent the person back: exchanges the code, and answers with the address from which they went. Else null. */
export async function finishSignIn(how: SignIn): Promise<string | null> {
  const query = new URLSearchParams(location.search);
  const state = query.get("state");
  if (!state || (!query.has("code") && !query.has("error"))) return null;
  const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? "null") as { verifier: string; state: string; back: string; isAgain: boolean } | null;
  sessionStorage.removeItem(PENDING);
  history.replaceState(null, "", pending?.back ?? "/");
  if (pending?.state !== state || query.has("error")) throw new Error(query.get("error_description") ?? query.get("error") ?? "state");
  const tokens = await given(how, { grant_type: "authorization_code", code: query.get("code")!, redirect_uri: `${location.origin}/`, code_verifier: pending.verifier });
  take(tokens);
  if (pending.isAgain) {
    const channel = new BroadcastChannel(AGAIN + state);
    channel.onmessage = () => close(); // it was taken; where the browser lets no page close itself this is a tab like any other
    channel.postMessage(tokens);
  }
  return pending.back;
}

/**
 * Signs in again in a tab of its own, so that what is written in this one stays. Whoever comes back as somebody else finds the page
 * anew.
 */
export function signInAgain(how: SignIn, before: Session, signedIn: (session: Session) => void): void {
  const tab = open("about:blank");
  if (!tab) return void beginSignIn(how);
  const waitFor = (state: string) => {
    const channel = new BroadcastChannel(AGAIN + state);
    channel.onmessage = (message: MessageEvent<Tokens>) => {
      channel.postMessage(null);
      channel.close();
      take(message.data);
      const session = currentSession();
      if (session?.subject === before.subject && session.issuer === before.issuer) signedIn(session);
      else location.reload();
    };
  };
  beginSignIn(how, tab).then(waitFor, () => tab.close());
}

/** Renews a session before it ends, where the issuer allows that; tells when it is over. Returns what ends the watch. */
export function watchOver(session: Session, how: SignIn | undefined, renewed: (session: Session) => void, over: () => void): () => void {
  let timer = 0;
  let isWatching = true;
  const at = (moment: number, what: () => void) => {
    if (!isWatching) return;
    const left = moment - Date.now();
    timer = setTimeout(() => (left > LONGEST_TIMER ? at(moment, what) : what()), Math.max(0, Math.min(left, LONGEST_TIMER)));
  };
  const end = () => at(session.expires - LAST_MOMENTS, over);
  const refresh = sessionStorage.getItem(REFRESH);
  if (!refresh || !how) end();
  else
    at(Math.max(session.expires - AHEAD, (Date.now() + session.expires) / 2), () =>
      renew(how, refresh, () => isWatching && Date.now() < session.expires + GRACE).then((tokens) => {
        if (!isWatching) return;
        if (tokens) take(tokens);
        const next = tokens && currentSession();
        if (next) renewed(next);
        else end();
      }));
  return () => {
    isWatching = false;
    clearTimeout(timer);
  };
}
const LONGEST_TIMER = 2 ** 31 - 1;
/** In milliseconds. */
const BETWEEN_TRIES = 5_000;
/** A machine that wakes after the end has no network yet, in milliseconds. */
const GRACE = 30_000;

/** Tries again while that makes sense: an issuer that restarts, or a network that is not up yet, ends nobody's session. */
async function renew(how: SignIn, refresh: string, makesSense: () => boolean): Promise<Tokens | null> {
  for (;;) {
    try {
      return await given(how, { grant_type: "refresh_token", refresh_token: refresh });
    } catch (failure) {
      if (failure instanceof Denied || !makesSense()) return null;
      await new Promise((later) => setTimeout(later, BETWEEN_TRIES));
    }
  }
}

/** What the issuer will not give, however often it is asked. */
class Denied extends Error {}

async function given(how: SignIn, grant: Record<string, string>): Promise<Tokens> {
  const { token_endpoint } = await discovered(how.issuer);
  const answer = await fetch(token_endpoint, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
    body: new URLSearchParams({ ...grant, client_id: how.client }),
  });
  if (!answer.ok) throw new (answer.status < 500 ? Denied : Error)(`${answer.status} ${(await answer.text()).slice(0, 200)}`);
  return (await answer.json()) as Tokens;
}

/** They live as long as the tab. */
function take(tokens: Tokens) {
  sessionStorage.setItem(TOKEN, tokens.access_token);
  if (tokens.refresh_token) sessionStorage.setItem(REFRESH, tokens.refresh_token);
  if (tokens.id_token) sessionStorage.setItem(IDENTITY, tokens.id_token);
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
    if (expires < now + LAST_MOMENTS) return null;
    return { token, issuer: String(claims["iss"]), subject: String(claims["sub"]), name: String(claims["name"] ?? claims["sub"]), roles, expires };
  } catch {
    return null;
  }
}

/**
 * At the issuer as well (OpenID Connect RP-Initiated Logout 1.0), or whoever comes next to this browser would be signed in as the one
 * who left, without a password. True where the browser goes there, and comes back.
 */
export async function signOut(how: SignIn | undefined): Promise<boolean> {
  const identity = sessionStorage.getItem(IDENTITY);
  for (const key of [TOKEN, REFRESH, IDENTITY]) sessionStorage.removeItem(key);
  if (!how || !identity) return false;
  const { end_session_endpoint } = await discovered(how.issuer);
  if (!end_session_endpoint) return false;
  location.assign(`${end_session_endpoint}?${new URLSearchParams({ id_token_hint: identity, client_id: how.client, post_logout_redirect_uri: `${location.origin}/` })}`);
  return true;
}

bearer(() => currentSession()?.token ?? null);

interface Endpoints {
  authorization_endpoint: string;
  token_endpoint: string;
  end_session_endpoint?: string;
}

async function discovered(issuer: string): Promise<Endpoints> {
  const answer = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  if (!answer.ok) throw new Error(`${issuer} ${answer.status}`);
  return answer.json() as Promise<Endpoints>;
}

function random(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
