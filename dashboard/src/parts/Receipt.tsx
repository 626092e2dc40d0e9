import { useSpeech } from "../i18n";

/** Where an event stands in the log, and what it hashes to. */
export function Receipt({ event, position, sha256 }: { event: string; position: number; sha256?: string }) {
  const { say } = useSpeech();
  return (
    <details class="receipt">
      <summary>{say.receipt} <span class="number">#{position}</span></summary>
      <dl>
        <dt>{say.position}</dt><dd>{position}</dd>
        <dt>{say.event}</dt><dd><code>{event}</code></dd>
        {sha256 && <><dt>{say.fingerprint}</dt><dd><code>{sha256}</code></dd></>}
      </dl>
    </details>
  );
}
