import { useState } from "preact/hooks";
import { ask, query, type Problem } from "../api";
import { useSpeech } from "../i18n";
import { verify, type Inclusion, type Verdict } from "../model/proof";
import { problemOf } from "../remembered";

type State = "idle" | "busy" | Verdict | Problem;

/** Where an event stands in the log, what it hashes to, and, when asked, whether it is in the log that was signed. */
export function Receipt({ event, position, sha256 }: { event: string; position: number; sha256?: string }) {
  const { say } = useSpeech();
  const [state, setState] = useState<State>("idle");
  const prove = async () => {
    setState("busy");
    try {
      const [inclusion, { keys }] = await Promise.all([
        ask<Inclusion>(`/log/proofs/inclusion${query({ event })}`), ask<{ keys: string[] }>("/log/key"),
      ]);
      setState(await verify(inclusion, event, keys));
    } catch (failure) {
      setState(problemOf(failure));
    }
  };
  return (
    <details class="receipt">
      <summary>{say.receipt} <span class="number">#{position}</span></summary>
      <dl>
        <dt>{say.position}</dt><dd>{position}</dd>
        <dt>{say.event}</dt><dd><code>{event}</code></dd>
        {sha256 && <><dt>{say.fingerprint}</dt><dd><code>{sha256}</code></dd></>}
      </dl>
      <button type="button" disabled={state === "busy"} onClick={() => void prove()}>{state === "busy" ? say.verifying : say.verify}</button>
      <div role="status">{typeof state === "object" && <Said state={state} />}</div>
    </details>
  );
}

function Said({ state }: { state: Verdict | Problem }) {
  const { say } = useSpeech();
  if (!("isProven" in state)) return <p class="warning">{say.noProof} {state.detail} <code>{state.code}</code></p>;
  if (!state.isProven) return <p class="warning">✗ {say.notVerified} {say.flaws[state.flaw]}</p>;
  return (
    <>
      <p class="proven">✓ {say.verified(state.size)}</p>
      <dl><dt>{say.signedBy}</dt><dd><code>{state.origin} {state.key}</code></dd></dl>
    </>
  );
}
