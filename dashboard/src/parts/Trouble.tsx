import type { Problem } from "../api";
import { useSpeech } from "../i18n";

export function Trouble({ problem, onAgain }: { problem: Problem; onAgain?: () => void }) {
  const { say } = useSpeech();
  return (
    <div class="trouble" role="alert">
      <p><b>{problem.status === 404 ? say.notFound : say.problem}</b> {problem.detail} <code>{problem.code}</code></p>
      {onAgain && <button type="button" onClick={onAgain}>{say.again}</button>}
    </div>
  );
}
