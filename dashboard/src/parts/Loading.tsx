import { useSpeech } from "../i18n";
import { useReading } from "../reading";

export function Loading({ organisation }: { organisation: string | null }) {
  const { say } = useSpeech();
  const percent = useReading(organisation);
  return <p class="waiting" role="status">{percent === undefined ? say.loading : say.reading(percent)}</p>;
}
