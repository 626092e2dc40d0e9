import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { query } from "../api";
import { useSpeech } from "../i18n";
import { boxesOf, compared, counts, MARKS, places, type Box } from "../model/comparison";
import { counting, knownAt } from "../model/counting";
import { ROOT, type Laid } from "../model/layout";
import { isOfStructure } from "../model/orders";
import { headline } from "../model/story";
import { timeline } from "../model/timeline";
import type { Difference, Flow, Name, Structure } from "../model/types";
import type { Page, View } from "../model/view";
import { Exports, printable } from "../parts/Exports";
import { Headlines } from "../parts/Headlines";
import type { Faces, Tie } from "../parts/Drawing";
import { forgetWidths } from "../parts/face";
import { SIGNS, type Palette } from "../parts/palette";
import { Search } from "../parts/Search";
import { TimeBar } from "../parts/TimeBar";
import { Loading } from "../parts/Loading";
import { Trouble } from "../parts/Trouble";
import type { Register } from "../register";
import { structureOf, useAnswer, useAnswers } from "../remembered";
import { isAny, useDesk } from "../desk";
import { MandateBoard, ProposalBoard } from "./Boards";
import { Chart } from "./Chart";
import { MandatePanel, ProposalPanel } from "./Dossiers";
import { Flows } from "./Flows";
import { Panel } from "./Panel";
import { Preview } from "./Preview";
import { ProposalForm } from "./ProposalForm";
import { Submit } from "./Submit";
import { Table } from "./Table";

interface Answers {
  after: Structure;
  before: Structure | undefined;
  difference: Difference | undefined;
}

export function Workspace({ view, show, register, version, palette }: {
  view: View & { on: string }; show(change: Partial<View>, replace?: boolean): void; register: Register; version: number; palette: Palette;
}) {
  const speech = useSpeech();
  const { say } = speech;
  const [text, setText] = useState("");
  const [wanted, setWanted] = useState<{ id: string } | null>(null);
  const lettersReady = useLetters();
  const drawn = useRef<{ laid: Laid<Box>; faces: Faces } | null>(null);
  const { organisation, acts } = register;
  const desk = useDesk();
  const isOfficer = desk.commands !== null && isAny(desk, "officer");
  const path = `/organisations/${encodeURIComponent(organisation.id)}`;
  const { on, compare, known } = view;
  // What is being written stays, whatever becomes of the answers.
  const isForm = isOfficer && (view.page === "submit" || view.page === "draft");
  const isStructure = view.page === "chart" || view.page === "table" || view.page === "flows";

  const recorded = useMemo(() => knownAt(register.log, known), [register.log, known]);
  const log = useMemo(() => counting(recorded, knownAt(register.amendments, known)), [recorded, register.amendments]);
  const line = useMemo(() => timeline(log, [...acts.values()]) ?? timeline(register.log, [...acts.values()]), [log, acts]);
  const answers = useAnswers<Answers>([
    structureOf(organisation.id, on, known),
    compare && structureOf(organisation.id, compare, known),
    compare && `${path}/structure/diff${query({ from: compare, to: on, knownAt: known })}`,
  ], version, ([after, before, difference]) => ({ after, before, difference }) as unknown as Answers);
  const { value } = answers;
  // The log comes after the structure: what was recorded in between is asked after once.
  const end = useMemo(() => recorded.findLast((line) => isOfStructure(line.type))?.position ?? 0, [recorded]);
  const caughtUp = useRef(0);
  useEffect(() => {
    if (!register.isWhole || !value || !answers.isSettled || value.after.position >= end || caughtUp.current === end) return;
    caughtUp.current = end;
    desk.refresh();
  }, [register, value, end, answers.isSettled]);
  const boxes = useMemo(() => {
    if (!value) return [];
    const place = places(log, [...(value.before?.units ?? []), ...value.after.units]);
    return value.before && value.difference ? compared(value.before, value.after, value.difference, place) : boxesOf(value.after, place);
  }, [value, log]);
  const byId = useMemo(() => new Map(boxes.map((box) => [box.id, box])), [boxes]);
  const root = useMemo((): Box => rootBox(organisation.name), [organisation]);
  const story = useMemo(() => (value?.difference ? headline(value.difference, log, acts, on) : null), [value, log, acts, on]);
  const coordination = value?.after.coordination ?? [];
  const organs = useMemo(() => organsOf(register, boxes, view.lines), [register, boxes, view.lines]);
  const ties = useMemo(() => tiesOf(boxes, coordination, view), [boxes, value, view.lines, view.links]);
  const tally = useMemo(() => counts(boxes), [boxes]);
  const found = useMemo(() => foundIn(boxes, text), [boxes, text]);
  const flows = useAnswer<{ flows: Flow[] }>(view.page === "flows" && compare ? `${path}/functions/flows${query({ from: compare, to: on, knownAt: known })}` : null, version);
  const nameOf = useMemo(() => {
    const names = new Map<string, Name>([...(value?.before?.units ?? []), ...(value?.after.units ?? [])].map((unit) => [unit.id, unit.name]));
    return (id: string): Name => names.get(id) ?? { [organisation.language]: id };
  }, [value]);

  const select = (kind: "unit" | "function" | "line" | "link", id: string | null) => show({ selected: id === null ? null : { kind, id } });
  const selectedUnit = view.selected?.kind === "unit" ? view.selected.id : null;
  // What a link selects is brought into sight once.
  const opened = useRef(false);
  useEffect(() => {
    if (!opened.current && boxes.length) {
      opened.current = true;
      if (selectedUnit && view.page === "chart") setWanted({ id: selectedUnit });
    }
  }, [boxes]);

  const title = speech.name(organisation.name);
  const subtitle = `${say.structureOn} ${speech.day(on)}${compare ? `, ${say.comparedWith} ${speech.day(compare)}` : ""}${known ? `, ${say.knownAt.toLowerCase()} ${known}` : ""}`;
  const sheet = () => drawn.current && printable({ ...drawn.current, ties, title, subtitle, notes: notes(speech.isTranslated(organisation.name) ? say.translated : null) });
  const legend = compare && (
    <ul class="legend" aria-label={say.columns.change}>
      {MARKS.filter((mark) => tally.get(mark)).map((mark) => <li key={mark} class={`pill ${mark}`}>{SIGNS[mark]} {say.marks[mark]} <b>{tally.get(mark)}</b></li>)}
    </ul>
  );
  const stem = [organisation.id, on, compare && `vs-${compare}`].filter(Boolean).join("-");
  return (
    <>
      {line && !TIMELESS.includes(view.page) && <TimeBar view={view} line={line} show={show} />}
      {value?.difference && compare && isStructure && <Headlines story={story} boxes={boxes} view={view} version={version} show={show} onSelect={(id) => (select("unit", id), setWanted({ id }))} />}
      <div class={`stage${view.selected ? " with-panel" : ""}${answers.isWaiting && value && !isForm ? " waits" : ""}`} aria-busy={answers.isWaiting}>
        <main id="content" tabindex={-1} class={`${view.page}-page`}>
          <div class={view.page === "chart" ? "toolbar floating" : "toolbar"} hidden={view.page !== "chart" && view.page !== "table"}>
            {view.page !== "flows" && <Search boxes={boxes} text={text} onText={setText} onHit={(hit) => {
              show({ selected: hit.function ? { kind: "function", id: hit.function } : { kind: "unit", id: hit.unit } });
              setWanted({ id: hit.unit });
            }} />}
            {view.page === "table" && legend}
            <span class="spring" />
            {view.page === "chart" && (
              <>
                <button type="button" aria-pressed={view.lines} onClick={() => show({ lines: !view.lines }, true)}><i class="swatch matrix" aria-hidden="true" />{say.lines}</button>
                <button type="button" aria-pressed={view.links} onClick={() => show({ links: !view.links }, true)}><i class="swatch coordination" aria-hidden="true" />{say.links}</button>
              </>
            )}
            {view.page === "chart" && !answers.isWaiting && <Exports sheet={sheet} stem={stem} />}
          </div>
          {answers.problem && !isForm && <Trouble problem={answers.problem} onAgain={desk.refresh} />}
          {view.page === "submit" && isOfficer ? <Submit view={view} register={register} version={version} show={show} />
            : view.page === "draft" && isOfficer ? <ProposalForm view={view} register={register} version={version} show={show} />
            : !value ? !answers.problem && <Loading organisation={view.organisation} />
            : view.page === "mandates" ? <MandateBoard view={view} version={version} register={register} structure={value.after} show={show} />
            : view.page === "proposals" ? <ProposalBoard view={view} version={version} show={show} />
            : view.page === "table" ? <Table boxes={boxes} acts={acts} text={text} selected={selectedUnit} stem={stem} onSelect={(id) => select("unit", id)} />
            : view.page === "preview" ? <Preview view={view} register={register} version={version} root={root} palette={palette} lettersReady={lettersReady} show={show} />
            : view.page === "flows" ? (
              flows.problem ? <Trouble problem={flows.problem} onAgain={desk.refresh} /> : compare && flows.value
                ? <Flows flows={flows.value.flows} nameOf={nameOf} palette={palette} selected={view.selected?.id ?? null} title={say.flowsTitle(speech.day(compare), speech.day(on))} onSelect={select} />
                : <p class="waiting">{compare ? say.loading : say.flowsNeedTwo}</p>
            ) : (
              <Chart root={root} boxes={boxes} ties={ties} organs={organs} chosen={view.selected?.kind === "line" || view.selected?.kind === "link" ? view.selected.id : null} palette={palette} selected={selectedUnit} found={found} wanted={wanted} lettersReady={lettersReady}
                onSelect={(id) => select("unit", id)} onTie={(kind, from, to) => select(kind, `${from}:${to}`)} onLaid={(laid, faces) => (drawn.current = { laid, faces })} />
            )}
          {view.page === "chart" && legend}
          {speech.isTranslated(organisation.name) && <p class="footnote">† {say.translated}</p>}
        </main>
        {view.selected?.kind === "mandate" && <MandatePanel view={view} version={version} register={register} show={show} />}
        {view.selected?.kind === "proposal" && <ProposalPanel view={view} version={version} register={register} show={show} />}
        {view.selected && view.selected.kind !== "mandate" && view.selected.kind !== "proposal" && <Panel view={view} register={register} boxes={byId} coordination={coordination} version={version} show={show} />}
      </div>
    </>
  );
}

/** What is written is dated by itself; a preview, by its proposal. */
const TIMELESS: readonly Page[] = ["submit", "draft", "preview"];

const notes = (translated: string | null) => (translated ? [`† ${translated}`] : []);

/** Measures once more when the page's own letters are there. */
function useLetters(): boolean {
  const [isReady, setReady] = useState(document.fonts.check("600 13px 'Source Sans 3 Variable'"));
  useEffect(() => {
    if (!isReady) document.fonts.load("600 13px 'Source Sans 3 Variable'").then(() => (forgetWidths(), setReady(true)), () => setReady(true));
  }, []);
  return isReady;
}

function rootBox(name: Name): Box {
  return {
    id: ROOT, parent: null, marks: [], gained: 0, lost: 0, causes: [],
    unit: { id: ROOT, kind: "organisation secretariat", name, parent: null, reportsTo: [], since: "", authority: { resolution: "" }, event: "", functions: [] },
  };
}

/** The organs to which units report, as boxes; while lines are wanted. */
function organsOf({ organisation }: Register, boxes: readonly Box[], isWanted: boolean): readonly Box[] {
  if (!isWanted) return NO_ORGANS;
  const superiors = new Set(boxes.filter((box) => box.marks[0] !== "eliminated").flatMap((box) => box.unit.reportsTo));
  return organisation.organs.filter((organ) => superiors.has(organ.id)).map((organ) => ({ ...rootBox(organ.name), id: organ.id }));
}
const NO_ORGANS: readonly Box[] = [];

function tiesOf(boxes: readonly Box[], coordination: Structure["coordination"], view: View): Tie[] {
  const ties: Tie[] = [];
  if (view.lines)
    for (const box of boxes)
      if (box.movedTo === undefined && box.marks[0] !== "eliminated") for (const to of box.unit.reportsTo) ties.push({ from: box.id, to, kind: "matrix" });
  if (view.links) for (const link of coordination) ties.push({ from: link.units[0], to: link.units[1], kind: "link" });
  return ties;
}

function foundIn(boxes: readonly Box[], text: string): Set<string> {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return new Set();
  const matches = (name: Name) => Object.values(name).some((one) => words.every((word) => one.toLowerCase().includes(word)));
  return new Set(boxes.filter((box) => box.movedTo === undefined && (matches(box.unit.name) || box.unit.functions.some((one) => matches(one.name)))).map((box) => box.id));
}
