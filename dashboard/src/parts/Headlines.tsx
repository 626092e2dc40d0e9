import { useSpeech } from "../i18n";
import type { Box, Mark } from "../model/comparison";
import type { Headline } from "../model/story";
import { query } from "../api";
import { workflow } from "../i18n/workflow";
import { today } from "../model/days";
import type { View } from "../model/view";
import { useAnswer } from "../remembered";
import { SIGNS } from "./palette";

const MARK_OF: Record<string, Mark> = {
  SecretariatCreated: "created", UnitCreated: "created", SecretariatEliminated: "eliminated", UnitEliminated: "eliminated", UnitConverted: "converted",
  UnitMoved: "moved", UnitRenamed: "renamed", UnitSuspended: "suspended", UnitReactivated: "reactivated",
};
const MOST = 6;

/** The comparison in a line, and the changes behind it, each a door to its reasons. */
export function Headlines({ story, boxes, view, version, show, onSelect }: {
  story: Headline | null; boxes: readonly Box[]; view: View & { on: string }; version: number; show(change: Partial<View>): void; onSelect(unit: string): void;
}) {
  const { say, name, day } = useSpeech();
  if (!story) {
    const isSame = boxes.every((box) => !box.marks.length);
    return isSame ? <section class="headlines"><p class="faint">{say.nothingChanged}</p></section> : null;
  }
  const [before, after] = say.headline(story.required.length, story.resolution.symbol, story.inEffect).split(story.resolution.symbol);
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const bySubject = (subject: string) => byId.get(subject) ?? boxes.find((box) => box.unit.predecessors?.includes(subject));
  return (
    <section class="headlines" aria-labelledby="headline">
      <div>
        <h2 id="headline">{before}<span class="symbol">{story.resolution.symbol}</span>{after}</h2>
        <p class="faint">{say.adoptedOn(story.resolution.symbol, day(story.resolution.adoptedOn))}{story.others > 0 && ` · ${say.others(story.others)}`}</p>
        <Waiting view={view} version={version} show={show} />
      </div>
      <ul>
        {story.required.slice(0, MOST).map((line) => {
          const box = bySubject(line.subject);
          const mark = MARK_OF[line.type];
          return (
            <li key={line.id} style={{ flexGrow: 14 + (box ? name(box.unit.name).length : 0) }}>
              <button type="button" class={`reason ${mark ?? ""}`} disabled={!box} onClick={() => box && onSelect(box.id)}>
                <b aria-hidden="true">{mark ? SIGNS[mark] : "·"}</b>
                <span>{mark && <small>{say.marks[mark]}</small>}{box ? name(box.unit.name) : line.subject}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const PENDING = ["drafted", "submitted", "under-consideration", "approved", "returned"];

/** What waits today, whatever day is looked at: mandates past their date, proposals under way. Nothing where nothing does. */
function Waiting({ view, version, show }: { view: View; version: number; show(change: Partial<View>): void }) {
  const { language } = useSpeech();
  const words = workflow[language];
  const overdue = useAnswer<{ total: number }>(`/mandates${query({ organisation: view.organisation, overdue: "true", limit: "0" })}`, version).value?.total ?? 0;
  const proposals = useAnswer<{ proposals: { status: string }[] }>(`/proposals${query({ organisation: view.organisation, limit: "500" })}`, version).value?.proposals ?? [];
  const pending = proposals.filter((one) => PENDING.includes(one.status.toLowerCase().replaceAll("_", "-"))).length;
  return (
    <p class="pills">
      {pending > 0 && <button type="button" class="pill moved" onClick={() => show({ page: "proposals", on: today(), selected: null })}>{words.pendingCount(pending)}</button>}
      {overdue > 0 && <button type="button" class="pill eliminated" onClick={() => show({ page: "mandates", on: today(), selected: null })}>! {words.overdueCount(overdue)}</button>}
    </p>
  );
}
