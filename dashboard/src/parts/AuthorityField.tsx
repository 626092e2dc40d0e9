import { useSpeech } from "../i18n";
import { form } from "../i18n/orders";
import type { Resolution } from "../model/types";
import { Complaints } from "./Complaints";

/** The act that something rests on, and its paragraph. Acts that are rescinded by {@code on} are left out. */
export function AuthorityField({ id, label, empty, acts, on, resolution, paragraph, complaints, onChange }: {
  id: string; label: string; empty?: string; acts: ReadonlyMap<string, Resolution>; on: string; resolution: string; paragraph: string; complaints: string[];
  onChange(authority: { resolution: string; paragraph: string }): void;
}) {
  const { language } = useSpeech();
  const words = form[language];
  const paragraphs = acts.get(resolution)?.paragraphs ?? [];
  return (
    <>
      <div class="ground">
        <label for={id}>{label}</label>
        <select id={id} aria-describedby={`${id}-said`} value={resolution} aria-invalid={complaints.length > 0} onChange={(event) => onChange({ resolution: event.currentTarget.value, paragraph: "" })}>
          <option value="">{empty ?? words.choose}</option>
          {[...acts.values()].filter((act) => !act.rescinded || act.rescinded.effectiveOn > on).map((one) => <option key={one.id} value={one.id}>{one.symbol}</option>)}
        </select>
        <Complaints id={`${id}-said`} texts={complaints} />
      </div>
      {paragraphs.length > 0 && (
        <div class="ground">
          <label for={`${id}-paragraph`}>{words.paragraph}</label>
          <select id={`${id}-paragraph`} value={paragraph} onChange={(event) => onChange({ resolution, paragraph: event.currentTarget.value })}>
            <option value="">{words.none}</option>
            {paragraphs.map((one) => <option key={one.number} value={one.number}>{one.number}. {one.text.slice(0, 60)}{one.text.length > 60 ? "…" : ""}</option>)}
          </select>
        </div>
      )}
    </>
  );
}
