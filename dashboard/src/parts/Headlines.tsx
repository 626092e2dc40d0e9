import { useSpeech } from "../i18n";
import type { Box, Mark } from "../model/comparison";
import type { Headline } from "../model/story";
import { SIGNS } from "./palette";

const MARK_OF: Record<string, Mark> = {
  SecretariatCreated: "created", UnitCreated: "created", SecretariatEliminated: "eliminated", UnitEliminated: "eliminated", UnitConverted: "converted",
  UnitMoved: "moved", UnitRenamed: "renamed", UnitSuspended: "suspended", UnitReactivated: "reactivated",
};
const MOST = 6;

/** The comparison in a line, and the changes behind it, each a door to its reasons. */
export function Headlines({ story, boxes, onSelect }: {
  story: Headline | null; boxes: readonly Box[]; onSelect(unit: string): void;
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
