import { useRef, useState } from "preact/hooks";
import { ask, query, type Problem } from "../api";
import { addressOf, begin, order, useDesk } from "../desk";
import { useSpeech } from "../i18n";
import { form } from "../i18n/orders";
import { steps } from "../i18n/steps";
import { isDay, today } from "../model/days";
import { authorityOf, changesOf, complaintsOf, draftsOf, filled, missing, slug, type Draft } from "../model/orders";
import type { Preview } from "../model/preview";
import type { Mandate, Name, Proposal } from "../model/types";
import type { View } from "../model/view";
import { AuthorityField } from "../parts/AuthorityField";
import { Complaints, said } from "../parts/Complaints";
import { Names } from "../parts/OrderField";
import { OrderList, useChoices, useStructureThen } from "../parts/OrderList";
import { Loading } from "../parts/Loading";
import { Trouble } from "../parts/Trouble";
import type { Register } from "../register";
import { problemOf, useAnswer } from "../remembered";

interface Props {
  view: View & { on: string };
  register: Register;
  version: number;
  show(change: Partial<View>, replace?: boolean): void;
}

/** A proposal as it is being written. */
interface Written {
  title: Name;
  mandate: string;
  resolution: string;
  paragraph: string;
  effectiveOn: string;
  note: string;
  orders: Draft[];
  /** Said of the package by whoever wrote it elsewhere. */
  evidence?: unknown;
}

const EMPTY: Written = { title: {}, mandate: "", resolution: "", paragraph: "", effectiveOn: "", note: "", orders: [{ type: "CreateUnit", values: {} }] };

/** A proposal is drafted, or one that is selected is edited. */
export function ProposalForm(props: Props) {
  const { selected } = props.view;
  const id = selected?.kind === "proposal" ? selected.id : null;
  // One that was drafted here goes on in the same form.
  const made = useRef<string | null>(null);
  const isMade = id !== null && id === made.current;
  const known = useAnswer<Proposal>(id !== null && !isMade ? `/proposals/${encodeURIComponent(id)}` : null, props.version);
  if (known.problem && known.value?.id !== id) return <Trouble problem={known.problem} />;
  if (id !== null && !isMade && known.value?.id !== id) return <Loading organisation={props.view.organisation} />;
  const before = id !== null && !isMade ? known.value : undefined;
  return <Form key={isMade ? "" : id ?? ""} {...props} id={id} before={before} onMade={(one) => (made.current = one)} />;
}

function writtenOf(proposal: Proposal, register: Register): Written {
  const { effectiveOn = "", note = "", evidence, changes = [] } = proposal.package ?? { changes: [] };
  return {
    title: proposal.title ?? {}, mandate: proposal.mandate ?? "", resolution: proposal.authority?.resolution ?? "", paragraph: proposal.authority?.paragraph ?? "",
    effectiveOn, note, orders: draftsOf(changes, register.organisation.language), ...(evidence !== undefined && { evidence }),
  };
}

function Form({ view, register, version, show, id, before, onMade }: Props & { id: string | null; before: Proposal | undefined; onMade(id: string): void }) {
  const { say, language, day, name } = useSpeech();
  const [words, doing] = [form[language], steps[language]];
  const desk = useDesk();
  const organisation = register.organisation.id;
  const [written, setWritten] = useState<Written>(() => (before ? writtenOf(before, register) : { ...EMPTY, effectiveOn: view.on > today() ? view.on : today() }));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saved, setSaved] = useState<{ preview: Preview; text: string } | null>(null);
  const [isBusy, setBusy] = useState(false);
  /** What this form goes back to: what somebody else makes of the proposal meanwhile is not overwritten unawares. */
  const seen = useRef(before?.version);
  const [showMissing, setShowMissing] = useState(false);
  const { structure, problem: unanswered } = useStructureThen(organisation, written.effectiveOn, version);
  const mandates = useAnswer<{ mandates: Mandate[] }>(`/mandates${query({ organisation, open: "true", limit: "500" })}`, version).value?.mandates ?? [];
  const choices = useChoices(structure, register, written.orders, mandates);
  const change = (next: Partial<Written>) => setWritten((was) => ({ ...was, ...next }));

  const body = {
    ...(id === null && { organisation }), title: filled(written.title), ...(written.mandate && { mandate: written.mandate }),
    ...(written.resolution && { authority: authorityOf(written) }),
    package: {
      effectiveOn: written.effectiveOn, changes: changesOf(written.orders, (fn) => choices.functions.find((one) => one.id === fn)?.unit, choices.there),
      ...(written.note && { note: written.note }), ...(written.evidence !== undefined && { evidence: written.evidence }),
    },
  };
  const text = JSON.stringify(written);
  const gaps = missing(written.orders);
  const lacks = { title: !filled(written.title), authority: !written.resolution && !written.mandate, effectiveOn: !isDay(written.effectiveOn) };
  const isSaved = saved?.text === text;

  const overtaken = problem?.code === "stale-version" ? problem.version : undefined;

  const save = async () => {
    setShowMissing(true);
    if (gaps.length || lacks.title || lacks.authority || lacks.effectiveOn) return;
    setBusy(true);
    setProblem(null);
    setSaved(null);
    const path = (one: string) => `/proposals/${encodeURIComponent(one)}`;
    try {
      const made = id === null
        ? await begin(desk, "/proposals", slug(written.title), body, "proposal-exists")
        : { id, ...(await order(desk, path(id), body, () => path(id), "PUT", seen.current)) };
      seen.current = made.version;
      const preview = await ask<Preview>(addressOf(desk, `${path(made.id)}/preview`));
      setSaved({ preview, text });
      if (id === null) onMade(made.id), show({ selected: { kind: "proposal", id: made.id } }, true);
    } catch (failure) {
      setProblem(problemOf(failure));
    }
    setBusy(false);
  };

  const against = saved?.preview.refusals ?? [];
  // Refusals of the draft itself are of its mandate and its act; those of its changes are the preview's.
  const ofAct = (problem?.refusals ?? []).filter((one) => one.code.startsWith("authority-"));
  const ofMandate = (problem?.refusals ?? []).filter((one) => one.code.startsWith("mandate-")).map(said);
  const others = (problem?.refusals ?? []).filter((one) => !/^(mandate|authority)-/.test(one.code)).map(said);
  const loose = overtaken !== undefined ? [doing.overtaken] : problem && !problem.field && !problem.refusals?.length ? [`${problem.detail} (${problem.code})`] : others;
  const complaints = (at: number, field: string | null): string[] => [
    ...(showMissing && (gaps.some((gap) => gap.order === at && gap.field === field) || (at === -1 && lacks[field as keyof typeof lacks])) ? [words.required] : []),
    ...(problem ? complaintsOf({ ...problem, refusals: ofAct }, written.orders, at, field, said) : []),
    ...(isSaved ? complaintsOf({ refusals: against, detail: "" }, written.orders, at, field, said) : []),
  ];
  return (
    <form class="submit" noValidate onSubmit={(event) => (event.preventDefault(), void save())}>
      <h2>{id === null ? doing.draft : doing.edit}</h2>
      <p class="faint">{before && before.status !== "drafted" && before.status !== "returned" ? doing.aboutEdit : doing.aboutDraft}</p>
      <div class="order-field" role="group" aria-label={doing.titleOf}>
        <span>{doing.titleOf}</span>
        <div><Names value={written.title} isBad={showMissing && lacks.title} onChange={(title) => change({ title })} /><Complaints texts={complaints(-1, "title")} /></div>
      </div>
      <div class="grounds">
        <div class="ground">
          <label for="mandate">{doing.answers}</label>
          <select id="mandate" aria-describedby="mandate-said" value={written.mandate} aria-invalid={ofMandate.length > 0} onChange={(event) => change({ mandate: event.currentTarget.value })}>
            <option value="">{words.none}</option>
            {written.mandate && !mandates.some((one) => one.id === written.mandate) && <option value={written.mandate}>{written.mandate}</option>}
            {mandates.map((one) => <option key={one.id} value={one.id}>{name(one.title)}</option>)}
          </select>
          <Complaints id="mandate-said" texts={ofMandate} />
        </div>
        <AuthorityField id="authority" label={doing.restsOn} {...(written.mandate && { empty: doing.mandatesAct })} acts={register.acts} on={today()} resolution={written.resolution} paragraph={written.paragraph}
          complaints={complaints(-1, "authority")} onChange={change} />
        <div class="ground">
          <label for="effective-on">{doing.package} {isDay(written.effectiveOn) && <b>{day(written.effectiveOn)}</b>}</label>
          <input id="effective-on" aria-describedby="effective-on-said" value={written.effectiveOn} size={10} title={say.dayFormat} aria-invalid={lacks.effectiveOn} onInput={(event) => change({ effectiveOn: event.currentTarget.value.trim() })} />
          <Complaints id="effective-on-said" texts={lacks.effectiveOn ? [say.badDay] : complaints(-1, "package.effectiveOn")} />
        </div>
        <div class="ground wide"><label for="note">{words.note}</label><input id="note" value={written.note} onInput={(event) => change({ note: event.currentTarget.value })} /></div>
      </div>
      {unanswered && <Trouble problem={unanswered} onAgain={desk.refresh} />}
      <OrderList written={written.orders} choices={choices} complaints={complaints} onChange={(orders) => change({ orders })} />
      <Complaints texts={loose} />
      {overtaken !== undefined && <div class="actions"><button type="button" disabled={isBusy} onClick={() => ((seen.current = overtaken), void save())}>{doing.overwrite}</button></div>}
      <div class="actions">
        {id !== null && <button type="button" class="quiet" onClick={() => show({ page: "proposals", on: today() })}>{doing.toProposal}</button>}
        <span class="spring" />
        <button type="submit" class={isSaved ? "" : "go"} disabled={isBusy}>{isBusy ? doing.saving : doing.save}</button>
        <button type="button" class={isSaved ? "go" : ""} disabled={!isSaved} onClick={() => show({ page: "preview" })}>{doing.see}</button>
      </div>
      <div role="status" aria-live="polite">
        {isSaved && (against.length
          ? <div class="outcome clashing"><p><b>{doing.savedClashing}</b></p><ol>{against.map((one) => <li key={`${one.index} ${one.code}`}>{said(one)}</li>)}</ol></div>
          : <div class="outcome"><p><b>{doing.saved}</b></p></div>)}
      </div>
    </form>
  );
}
