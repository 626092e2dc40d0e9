import { useState } from "preact/hooks";
import { ask, askText, query, type Problem } from "../api";
import { isAny, useDesk } from "../desk";
import { useSpeech } from "../i18n";
import { readNote, verify, type Inclusion, type Verdict } from "../model/proof";
import { problemOf } from "../remembered";

type State = "idle" | "busy" | Verdict | Problem;

/** Where an event stands in the log, what it hashes to, and, when asked, whether it is in the log that was signed. */
export function Receipt({ event, position, sha256 }: { event: string; position: number; sha256?: string }) {
  const { say } = useSpeech();
  const isAuditor = isAny(useDesk(), "auditor");
  const [state, setState] = useState<State>("idle");
  const prove = async () => {
    setState("busy");
    try {
      // The head that was signed last, and the way from the event to just that head.
      const [checkpoint, { keys }] = await Promise.all([askText("/log/checkpoint"), ask<{ keys: string[] }>("/log/key")]);
      const size = readNote(checkpoint)?.size;
      const inclusion = await ask<Inclusion>(`/log/proofs/inclusion${query({ event, size: size === undefined ? null : String(size) })}`);
      setState(await verify({ ...inclusion, checkpoint }, event, keys));
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
      {isAuditor
        ? <button type="button" disabled={state === "busy"} onClick={() => void prove()}>{state === "busy" ? say.verifying : say.verify}</button>
        : <p class="faint">{say.auditorsVerify}</p>}
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
