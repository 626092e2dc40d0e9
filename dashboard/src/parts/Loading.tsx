import { useSpeech } from "../i18n";
import { useReading } from "../reading";

export function Loading() {
  const { say } = useSpeech();
  const percent = useReading();
  return <p class="waiting" role="status">{percent === null ? say.loading : say.reading(percent)}</p>;
}
