import { useMemo, useState } from "preact/hooks";
import { query } from "../api";
import { addressOf, useDesk } from "../desk";
import { useSpeech } from "../i18n";
import { steps } from "../i18n/steps";
import { boxesOf, compared, counts, MARKS, places, type Box } from "../model/comparison";
import { differenceOf, structureAfter, type Preview as Answer } from "../model/preview";
import type { Difference, Name, Proposal, Structure } from "../model/types";
import type { View } from "../model/view";
import { AuthorityField } from "../parts/AuthorityField";
import { said } from "../parts/Complaints";
import { SIGNS, type Palette } from "../parts/palette";
import { Loading } from "../parts/Loading";
import { Trouble } from "../parts/Trouble";
import { Named } from "../parts/Why";
import type { Register } from "../register";
import { structureOf, useAnswer } from "../remembered";
import { Chart } from "./Chart";

type Side = "now" | "both" | "then";

/** The structure as it would be if a proposal were enacted, beside the structure as it is. */
export function Preview({ view, register, version, root, palette, lettersReady, show }: {
  view: View & { on: string }; register: Register; version: number; root: Box; palette: Palette; lettersReady: boolean; show(change: Partial<View>): void;
}) {
  const speech = useSpeech();
  const { say, language, name, day } = speech;
  const doing = steps[language];
  const desk = useDesk();
  const id = view.selected?.id ?? "";
  const [side, setSide] = useState<Side>("both");
  const [resolution, setResolution] = useState("");
  const [selected, setSelected] = useState<string | null>(null);
  const [wanted, setWanted] = useState<{ id: string } | null>(null);
  const proposal = useAnswer<Proposal>(`/proposals/${encodeURIComponent(id)}`, version).value;
  const answer = useAnswer<Answer>(desk.commands ? addressOf(desk, `/proposals/${encodeURIComponent(id)}/preview${query({ resolution })}`) : null, version);
  const preview = answer.value?.proposal === id ? answer.value : undefined;
  const before = useAnswer<Structure>(preview ? structureOf(register.organisation.id, preview.effectiveOn, null) : null, version).value;
  const drawn = useMemo(() => {
    if (!preview || before?.effectiveOn !== preview.effectiveOn) return null;
    const after = structureAfter(preview, before);
    if (!after) return { difference: null, now: boxesOf(before, places(register.log, before.units)), both: [], then: [] };
    const difference = differenceOf(preview, before, after);
    const place = places(register.log, [...before.units, ...after.units]);
    return { difference, now: boxesOf(before, place), both: compared(before, after, difference, place), then: boxesOf(after, place) };
  }, [preview, before, register.log]);
  if (answer.problem) return answer.problem.status === 403 ? <p class="waiting">{doing.noPreview}</p> : <Trouble problem={answer.problem} />;
  if (!preview || !drawn) return <Loading organisation={view.organisation} />;
  const shown = drawn.difference ? side : "now";
  const tally = counts(drawn.both);
  const unitName = (unit: string): Name => (drawn.both.find((box) => box.unit.id === unit) ?? drawn.now.find((box) => box.unit.id === unit))?.unit.name ?? { [register.organisation.language]: unit };
  const reveal = (unit: string) => (setSelected(unit), setWanted({ id: unit }));
  return (
    <>
      <div class="preview-head">
        <div>
          <h2>{proposal?.title ? <Named name={proposal.title} /> : id}</h2>
          <p class="faint">{doing.previewOn(day(preview.effectiveOn))}</p>
        </div>
        <div class="group" role="group" aria-label={doing.preview}>
          {(["now", "both", "then"] as const).map((one) => <button key={one} type="button" aria-pressed={shown === one} disabled={!drawn.difference} onClick={() => setSide(one)}>{doing[one]}</button>)}
        </div>
        <AuthorityField id="under" label={doing.fields["authority"]!} empty={doing.chooseAct} acts={new Map([...register.acts].map(([key, act]) => [key, { ...act, paragraphs: [] }]))} on={preview.effectiveOn}
          resolution={resolution} paragraph="" complaints={[]} onChange={(authority) => setResolution(authority.resolution)} />
        <button type="button" onClick={() => show({ page: "proposals" })}>{doing.toProposal}</button>
      </div>
      {preview.refusals.length > 0 && (
        <div class="complaints" role="alert"><b>{doing.refused}</b>{preview.refusals.map((one) => <span key={`${one.index} ${one.code}`}>{doing.change(one.index + 1)}: <span lang="en">{said(one)}</span></span>)}</div>
      )}
      {drawn.difference && (
        <InWords difference={drawn.difference} name={name} nameOf={unitName} selected={selected} onSelect={reveal} />
      )}
      <Chart root={root} boxes={drawn[shown]} ties={NO_TIES} organs={NO_ORGANS} chosen={null} palette={palette} selected={selected} found={NONE} wanted={wanted} lettersReady={lettersReady} onSelect={setSelected} onLaid={() => undefined} />
      {shown === "both" && (
        <ul class="legend" aria-label={say.columns.change}>{MARKS.filter((mark) => tally.get(mark)).map((mark) => <li key={mark} class={`pill ${mark}`}>{SIGNS[mark]} {say.marks[mark]} <b>{tally.get(mark)}</b></li>)}</ul>
      )}
    </>
  );
}

const NONE: ReadonlySet<string> = new Set();
const NO_TIES: readonly never[] = [];
const NO_ORGANS: readonly never[] = [];

/** What would differ, as sentences; each brings its unit into sight. */
function InWords({ difference, name, nameOf, selected, onSelect }: {
  difference: Difference; name(name: Name): string; nameOf(unit: string): Name; selected: string | null; onSelect(unit: string): void;
}) {
  const { say, language } = useSpeech();
  const doing = steps[language];
  const under = (unit: string | null) => (unit === null ? say.directly : name(nameOf(unit)));
  const lines: { unit: string; mark: (typeof MARKS)[number]; text: string }[] = [
    ...difference.created.map((one) => ({ unit: one.id, mark: "created" as const, text: name(one.name) })),
    ...difference.eliminated.map((one) => ({ unit: one.unit, mark: "eliminated" as const, text: name(one.name) })),
    ...difference.converted.map((one) => ({ unit: one.to, mark: "converted" as const, text: `${name(one.fromName)} ⇒ ${name(one.toName)}` })),
    ...difference.moved.map((one) => ({ unit: one.unit, mark: "moved" as const, text: `${name(one.name)}: ${under(one.from)} → ${under(one.to)}` })),
    ...difference.renamed.map((one) => ({ unit: one.unit, mark: "renamed" as const, text: `${name(one.fromName)} → ${name(one.toName)}` })),
    ...difference.suspended.map((one) => ({ unit: one.unit, mark: "suspended" as const, text: name(one.name) })),
    ...difference.reactivated.map((one) => ({ unit: one.unit, mark: "reactivated" as const, text: name(one.name) })),
    ...difference.reportingLines.map((one) => ({ unit: one.unit, mark: "adjusted" as const, text: `${name(one.name)}: ${say.reportsTo} ${one.to.map((id) => name(nameOf(id))).join(", ")}` })),
    ...difference.aligned.map((one) => ({ unit: one.unit, mark: "adjusted" as const, text: `${name(one.name)}: ${say.pillar} ${one.to ? say.pillars[one.to] ?? one.to : "–"}` })),
    ...difference.functionsMoved.map((one) => ({ unit: one.to, mark: "adjusted" as const, text: `${name(one.name)}: ${under(one.from)} → ${under(one.to)}` })),
    ...difference.functionsCreated.map((one) => ({ unit: one.unit, mark: "adjusted" as const, text: `+ ${name(one.name)}: ${under(one.unit)}` })),
    ...difference.functionsDiscontinued.map((one) => ({ unit: one.unit, mark: "adjusted" as const, text: `− ${name(one.name)}: ${under(one.unit)}` })),
    ...difference.linked.map((one) => ({ unit: one.units[0], mark: "adjusted" as const, text: `+ ${say.links}: ${one.units.map((id) => name(nameOf(id))).join(" – ")}` })),
    ...difference.unlinked.map((one) => ({ unit: one.units[0], mark: "adjusted" as const, text: `− ${say.links}: ${one.units.map((id) => name(nameOf(id))).join(" – ")}` })),
  ];
  if (!lines.length) return <p class="waiting">{doing.noDifference}</p>;
  return (
    <ul class="in-words" aria-label={doing.inWords}>
      {lines.map((line, index) => (
        <li key={index}>
          <button type="button" class={`reason ${line.mark}`} aria-pressed={selected === line.unit} onClick={() => onSelect(line.unit)}>
            <b aria-hidden="true">{SIGNS[line.mark]}</b><span><small>{say.marks[line.mark]}</small>{line.text}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
