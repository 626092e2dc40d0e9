import { useSpeech } from "../i18n";

export function ZoomBar({ onZoom, onFit, onExpand }: { onZoom(by: number): void; onFit(): void; onExpand: (() => void) | null }) {
  const { say } = useSpeech();
  return (
    <div class="zoombar" role="group" aria-label={say.fit}>
      <button type="button" onClick={() => onZoom(1.3)} aria-label={say.zoomIn} title={say.zoomIn}>+</button>
      <button type="button" onClick={() => onZoom(1 / 1.3)} aria-label={say.zoomOut} title={say.zoomOut}>−</button>
      <button type="button" onClick={onFit}>{say.fit}</button>
      {onExpand && <button type="button" onClick={onExpand}>{say.expandAll}</button>}
    </div>
  );
}
