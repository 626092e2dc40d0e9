import { useEffect, useRef } from "preact/hooks";
import { query } from "../api";
import { useSpeech } from "../i18n";
import { eventWords } from "../i18n/events";
import type { Box } from "../model/comparison";
import type { Coordination, LifeEntry, Name, UnitHistory, WhyAnswer } from "../model/types";
import type { Selection, View } from "../model/view";
import { SIGNS } from "../parts/palette";
import { Chain, Named } from "../parts/Why";
import type { Register } from "../register";
import { useAnswer } from "../remembered";
import { Trouble } from "../parts/Trouble";

interface Props {
  view: View;
  register: Register;
  boxes: ReadonlyMap<string, Box>;
  coordination: readonly Coordination[];
  version: number;
  show(change: Partial<View>): void;
}

/** Why something is here: opened by a selection, beside whatever view it was made in. */
export function Panel({ view, register, boxes, coordination, version, show }: Props) {
  const speech = useSpeech();
  const { say } = speech;
  const heading = useRef<HTMLHeadingElement>(null);
  const selected = view.selected!;
  const path = `/organisations/${encodeURIComponent(register.organisation.id)}`;
  const clocks = { effectiveOn: view.on, knownAt: view.known };
  const box = selected.kind === "unit" ? boxes.get(selected.id) : undefined;
  const [one, other] = ends(selected);
  const asked: Record<string, string> = selected.kind === "line" ? { unit: one, superior: other } : selected.kind === "link" ? { coordination: `${one},${other}` } : { [selected.kind]: selected.id };
  const why = useAnswer<WhyAnswer>(`${path}/why${query({ ...asked, ...clocks })}`, version);
  const history = useAnswer<UnitHistory>(selected.kind === "unit" ? `${path}/units/${encodeURIComponent(selected.id)}/history${query({ knownAt: view.known })}` : null, version);
  const known = why.value && isAbout(why.value, selected.kind, one, other) ? why.value : undefined;
  const isTie = selected.kind === "line" || selected.kind === "link";
  const name: Name | undefined = isTie ? undefined : box?.unit.name ?? known?.name ?? (history.value?.unit === selected.id ? history.value.name : undefined);
  useEffect(() => {
    if (matchMedia("(max-width: 760px)").matches) heading.current?.focus();
  }, [selected.id]);
  const unitName = (id: string) => {
    const unit = boxes.get(id)?.unit;
    const organ = register.organisation.organs.find((one) => one.id === id);
    return unit ? <Named name={unit.name} /> : organ ? <Named name={organ.name} /> : <>{id}</>;
  };
  const unitLink = (id: string) => boxes.has(id)
    ? <button type="button" class="link" onClick={() => show({ selected: { kind: "unit", id } })}>{unitName(id)}</button>
    : unitName(id);
  const whyTie = (kind: "line" | "link", from: string, to: string) => (
    <button type="button" class="link why-line" onClick={() => show({ selected: { kind, id: `${from}:${to}` }, ...(kind === "link" ? { links: true } : boxes.get(from)?.unit.parent !== to && { lines: true }) })} title={say.why}>{say.whyLine}</button>
  );
  const linked = coordination.filter((link) => link.units.includes(selected.id));
  return (
    <aside class="panel" aria-labelledby="panel-heading">
      <header>
        <p class="eyebrow">{say.why}</p>
        <button type="button" class="close" aria-label={say.close} title={say.close} onClick={() => show({ selected: null })}>×</button>
        <h2 id="panel-heading" ref={heading} tabindex={-1}>{isTie ? <>{unitName(one)} {selected.kind === "line" ? "→" : "–"} {unitName(other)}</> : name ? <Named name={name} /> : selected.id}</h2>
        {isTie && known && <p class="faint">{selected.kind === "link" ? known.purpose ?? say.coordination : known.principal ? say.principalLine : say.furtherLine}</p>}
        {box?.marks.length ? (
          <p class="pills">{box.marks.map((mark) => <span key={mark} class={`pill ${mark}`}>{SIGNS[mark]} {say.marks[mark]}</span>)}</p>
        ) : null}
        {box?.formerName && <p class="faint">{say.formerly}: <Named name={box.formerName} /></p>}
        {box?.formerParent !== undefined && box.marks.includes("moved") && (
          <p class="faint">{say.movedFrom} {box.formerParent === null ? say.directly : unitName(box.formerParent)}</p>
        )}
        {known?.holder && <p>{say.holder}: {unitLink(known.holder)}</p>}
      </header>
      {why.problem && (why.problem.status === 404 ? <p class="faint">{say.gone}</p> : <Trouble problem={why.problem} />)}
      {known && <Chain chain={known.chain} organs={register.organisation.organs} />}
      {box && (
        <>
          <section>
            <h3>{say.functions} <span class="number">{box.unit.functions.length}</span></h3>
            {box.unit.functions.length === 0 ? <p class="faint">{say.noFunctions}</p> : (
              <ul class="functions">
                {box.unit.functions.map((one) => (
                  <li key={one.id}><button type="button" class="link" onClick={() => show({ selected: { kind: "function", id: one.id } })}><Named name={one.name} /></button></li>
                ))}
              </ul>
            )}
          </section>
          {(box.unit.parent !== null || box.unit.reportsTo.length > 0 || linked.length > 0 || box.unit.pillar) && (
            <section class="ties">
              {box.unit.parent !== null && <p><span class="step">{say.principalLine}</span> {unitLink(box.unit.parent)} {whyTie("line", selected.id, box.unit.parent)}</p>}
              {box.unit.pillar && <p><span class="step">{say.pillar}</span> {say.pillars[box.unit.pillar] ?? box.unit.pillar}</p>}
              {box.unit.reportsTo.length > 0 && <p><span class="step">{say.reportsTo}</span> {box.unit.reportsTo.map((id, i) => <span key={id}>{i > 0 && ", "}{unitLink(id)} {whyTie("line", selected.id, id)}</span>)}</p>}
              {linked.length > 0 && <p><span class="step">{say.coordinates}</span> {linked.map((link, i) => <span key={link.event}>{i > 0 && ", "}{unitLink(link.units.find((id) => id !== selected.id)!)} {whyTie("link", link.units[0], link.units[1])}</span>)}</p>}
            </section>
          )}
        </>
      )}
      {selected.kind === "unit" && history.value?.unit === selected.id && <Life history={history.value} view={view} show={show} />}
    </aside>
  );
}

/** The two ends of a line or link. */
function ends({ id }: Selection): [string, string] {
  const [one = "", other = ""] = id.split(":");
  return [one, other];
}

function isAbout(answer: WhyAnswer, kind: Selection["kind"], one: string, other: string): boolean {
  switch (kind) {
    case "line": return answer.unit === one && answer.superior === other;
    case "link": return !!answer.coordination?.includes(one) && answer.coordination.includes(other);
    case "function": return answer.function === one;
    default: return answer.unit === one && answer.superior === undefined;
  }
}

/** The life of a unit from its predecessors to its successors, each step a link to its day. */
function Life({ history, view, show }: { history: UnitHistory; view: View; show(change: Partial<View>): void }) {
  const speech = useSpeech();
  const { say, language, day, name } = speech;
  type Step = { entry: LifeEntry; of: Name | null };
  const steps: Step[] = [
    ...history.predecessors.flatMap((one) => one.entries.map((entry): Step => ({ entry, of: one.name }))),
    ...history.entries.map((entry): Step => ({ entry, of: null })),
    ...history.successors.flatMap((one) => one.entries.map((entry): Step => ({ entry, of: one.name }))),
  ].sort((a, b) => (a.entry.effectiveOn < b.entry.effectiveOn ? -1 : a.entry.effectiveOn > b.entry.effectiveOn ? 1 : a.entry.position - b.entry.position));
  const seen = new Set<string>();
  return (
    <section>
      <h3>{say.life}</h3>
      <ol class="life">
        {steps.filter(({ entry }) => !seen.has(entry.event) && seen.add(entry.event)).map(({ entry, of }) => (
          <li key={entry.event} class={entry.effectiveOn > (view.on ?? "9") ? "later" : ""}>
            <button type="button" class="link" onClick={() => show({ on: entry.effectiveOn })}><time dateTime={entry.effectiveOn}>{day(entry.effectiveOn)}</time></button>{" "}
            <b>{eventWords(entry.type, language)}</b>
            {of && <span class="faint"> · {name(of)}</span>}
            {entry.changed?.includes("name") && entry.before && entry.after && <span class="detail"><s>{name(entry.before.name)}</s> → {name(entry.after.name)}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
