import { useState } from "preact/hooks";
import { send, type Problem } from "../api";
import { addressOf, order, useDesk, type Recorded } from "../desk";
import { useSpeech } from "../i18n";
import { eventWords } from "../i18n/events";
import { form } from "../i18n/orders";
import { isDay } from "../model/days";
import { complaintsOf, missing, packageOf, type PackageDraft } from "../model/orders";
import type { View } from "../model/view";
import { AuthorityField } from "../parts/AuthorityField";
import { Complaints, said } from "../parts/Complaints";
import { OrderList, useChoices, useStructureThen } from "../parts/OrderList";
import { Trouble } from "../parts/Trouble";
import type { Register } from "../register";
import { problemOf } from "../remembered";

type Outcome = { kind: "tried" | "recorded"; answer: Recorded; body: string } | { kind: "refused"; problem: Problem } | null;

/** A package of changes, written order by order, tried, and recorded. Refusals are shown where they belong. */
export function Submit({ view, register, version, show }: { view: View & { on: string }; register: Register; version: number; show(change: Partial<View>): void }) {
  const { say, language, day } = useSpeech();
  const words = form[language];
  const desk = useDesk();
  const [draft, setDraft] = useState<PackageDraft>({ resolution: "", paragraph: "", effectiveOn: view.on, note: "", orders: [{ type: "CreateUnit", values: {} }] });
  const [outcome, setOutcome] = useState<Outcome>(null);
  const [isBusy, setBusy] = useState(false);
  const [showMissing, setShowMissing] = useState(false);
  const { structure, problem: unanswered } = useStructureThen(register.organisation.id, draft.effectiveOn, version);
  const choices = useChoices(structure, register, draft.orders);
  const change = (next: Partial<PackageDraft>) => setDraft((before) => ({ ...before, ...next }));
  const body = packageOf(draft, (id) => choices.functions.find((one) => one.id === id)?.unit, choices.there);
  const gaps = missing(draft.orders);
  const isComplete = !gaps.length && !!draft.resolution && isDay(draft.effectiveOn);
  const isTried = outcome?.kind === "tried" && outcome.body === JSON.stringify(body);

  const submit = async (dryRun: boolean) => {
    setShowMissing(true);
    if (!isComplete) return;
    setBusy(true);
    const organisation = `/organisations/${encodeURIComponent(register.organisation.id)}`;
    try {
      const answer = dryRun
        ? await send<Recorded>(addressOf(desk, `${organisation}/changes?dryRun=true`), body)
        : await order(desk, `${organisation}/changes`, body, () => organisation);
      setOutcome({ kind: dryRun ? "tried" : "recorded", answer, body: JSON.stringify(body) });
    } catch (failure) {
      setOutcome({ kind: "refused", problem: problemOf(failure) });
    }
    setBusy(false);
  };

  const problem = outcome?.kind === "refused" ? outcome.problem : null;
  const complaints = (at: number, field: string | null): string[] => {
    const isMissing = showMissing && (gaps.some((gap) => gap.order === at && gap.field === field) || (at === -1 && field === "authority" && !draft.resolution));
    return [...(isMissing ? [words.required] : []), ...(problem ? complaintsOf(problem, draft.orders, at, field, said) : [])];
  };
  const loose = problem && !problem.refusals?.length && !problem.field ? [`${problem.detail} (${problem.code})`] : [];

  return (
    <form class="submit" onSubmit={(event) => (event.preventDefault(), void submit(true))} noValidate>
      <h2>{words.title}</h2>
      <p class="faint">{words.about}</p>
      <div class="grounds">
        <AuthorityField id="authority" label={words.authority} acts={register.acts} on={draft.effectiveOn} resolution={draft.resolution} paragraph={draft.paragraph} complaints={complaints(-1, "authority")} onChange={change} />
        <div class="ground">
          <label for="effective-on">{words.effectiveOn} {isDay(draft.effectiveOn) && <b>{day(draft.effectiveOn)}</b>}</label>
          <input id="effective-on" aria-describedby="effective-on-said" value={draft.effectiveOn} size={10} title={say.dayFormat} aria-invalid={!isDay(draft.effectiveOn)} onInput={(event) => change({ effectiveOn: event.currentTarget.value.trim() })} />
          <Complaints id="effective-on-said" texts={[...(isDay(draft.effectiveOn) ? [] : [say.badDay]), ...complaints(-1, "effectiveOn")]} />
        </div>
        <div class="ground wide"><label for="note">{words.note}</label><input id="note" value={draft.note} onInput={(event) => change({ note: event.currentTarget.value })} /></div>
      </div>
      {unanswered && <Trouble problem={unanswered} onAgain={desk.refresh} />}
      <OrderList written={draft.orders} choices={choices} complaints={complaints} onChange={(orders) => change({ orders })} />
      <div class="actions">
        <span class="spring" />
        <button type="submit" disabled={isBusy}>{isBusy ? words.trying : words.tryIt}</button>
        <button type="button" class="go" disabled={isBusy || !isTried} onClick={() => void submit(false)}>{words.record}</button>
      </div>
      <div role="status" aria-live="polite">
        {outcome?.kind === "tried" && !isTried && <p class="faint">{words.changedSince}</p>}
        {outcome && outcome.kind !== "refused" && (isTried || outcome.kind === "recorded") && (
          <div class="outcome">
            <p><b>{outcome.kind === "tried" ? words.fine : words.recorded}</b></p>
            <ol>{outcome.answer.events.map((event) => <li key={event.id}>{eventWords(event.type, language)} · {day(event.effectiveOn)}{event.position !== undefined && outcome.kind === "recorded" && <span class="number"> #{event.position}</span>}</li>)}</ol>
            {outcome.kind === "recorded" && <button type="button" onClick={() => show({ page: "chart", on: draft.effectiveOn, compare: view.on < draft.effectiveOn ? view.on : null })}>{words.seeIt}</button>}
          </div>
        )}
      </div>
      <Complaints texts={loose} />
    </form>
  );
}
