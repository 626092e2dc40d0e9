import { useMemo, useState } from "preact/hooks";
import { send, type Problem, type Refusal } from "../api";
import { useSpeech } from "../i18n";
import { eventWords } from "../i18n/events";
import { form, orders } from "../i18n/orders";
import { isDay } from "../model/days";
import { missing, ORDERS, ORDER_TYPES, packageOf, placeOf, placeOfField, type Draft, type Field, type OrderType, type PackageDraft } from "../model/orders";
import type { Structure } from "../model/types";
import type { View } from "../model/view";
import { OrderField, type Choices } from "../parts/OrderField";
import type { Register } from "../register";
import { problemOf } from "../remembered";

interface Receipt {
  version: number;
  events: { id: string; type: string; effectiveOn: string; position?: number }[];
}
type Outcome = { kind: "tried" | "recorded"; answer: Receipt; body: string } | { kind: "refused"; problem: Problem } | null;

/** A package of changes, written order by order, tried, and recorded. Refusals are shown where they belong. */
export function Submit({ view, structure, register, commands, show }: {
  view: View & { on: string }; structure: Structure; register: Register; commands: string; show(change: Partial<View>): void;
}) {
  const { say, language, name, day } = useSpeech();
  const words = form[language];
  const [draft, setDraft] = useState<PackageDraft>({ resolution: "", paragraph: "", effectiveOn: view.on, note: "", orders: [{ type: "CreateUnit", values: {} }] });
  const [outcome, setOutcome] = useState<Outcome>(null);
  const [isBusy, setBusy] = useState(false);
  const [showMissing, setShowMissing] = useState(false);
  const acts = [...register.acts.values()].filter((act) => !act.rescinded || act.rescinded.effectiveOn > draft.effectiveOn);
  const act = register.acts.get(draft.resolution);
  const choices = useMemo((): Choices => ({
    units: structure.units.map((unit) => ({ id: unit.id, label: name(unit.name) })).sort((a, b) => a.label.localeCompare(b.label, language)),
    organs: register.organisation.organs.map((organ) => ({ id: organ.id, label: name(organ.name) })),
    functions: structure.units.flatMap((unit) => unit.functions.map((one) => ({ id: one.id, label: name(one.name), unit: unit.id }))),
    childrenOf: (id) => structure.units.filter((unit) => unit.parent === id).map((unit) => ({ id: unit.id, label: name(unit.name) })),
    kinds: [...new Set(structure.units.map((unit) => unit.kind))].sort(),
    changes: register.log.filter((line) => line.effectiveOn && !register.annulled.has(line.id)).toReversed()
      .map((line) => ({ id: line.id, label: `${line.effectiveOn} · ${eventWords(line.type, language)} · ${line.subject}` })),
  }), [structure, register, language]);

  const change = (next: Partial<PackageDraft>) => setDraft((before) => ({ ...before, ...next }));
  const setOrder = (index: number, order: Draft) => change({ orders: draft.orders.map((one, i) => (i === index ? order : one)) });
  const body = packageOf(draft, (id) => choices.functions.find((one) => one.id === id)?.unit);
  const gaps = missing(draft);
  const isComplete = !gaps.length && !!draft.resolution && isDay(draft.effectiveOn);
  const isTried = outcome?.kind === "tried" && outcome.body === JSON.stringify(body);

  const submit = async (dryRun: boolean) => {
    setShowMissing(true);
    if (!isComplete) return;
    setBusy(true);
    try {
      const url = `${commands.replace(/\/$/, "")}/organisations/${encodeURIComponent(register.organisation.id)}/changes`;
      // Sent twice by accident, it is recorded once.
      const answer = await send<Receipt>(dryRun ? `${url}?dryRun=true` : url, body, "POST", dryRun ? {} : { "Idempotency-Key": crypto.randomUUID() });
      setOutcome({ kind: dryRun ? "tried" : "recorded", answer, body: JSON.stringify(body) });
    } catch (failure) {
      setOutcome({ kind: "refused", problem: problemOf(failure) });
    }
    setBusy(false);
  };

  const complaints = (order: number, field: string | null): string[] => {
    const found: string[] = [];
    if (showMissing && (gaps.some((gap) => gap.order === order && gap.field === field) || (order === -1 && field === "authority" && !draft.resolution))) found.push(words.required);
    if (outcome?.kind === "refused") {
      const { problem } = outcome;
      for (const refusal of problem.refusals ?? []) {
        const place = placeOf(refusal, draft);
        if (place.order === order && place.field === field) found.push(said(refusal));
      }
      if (problem.field) {
        const place = placeOfField(problem.field);
        if (place.order === order && place.field === field) found.push(problem.detail);
      }
    }
    return found;
  };
  const loose = outcome?.kind === "refused" && !outcome.problem.refusals?.length && !outcome.problem.field ? [`${outcome.problem.detail} (${outcome.problem.code})`] : [];

  return (
    <form class="submit" onSubmit={(event) => (event.preventDefault(), void submit(true))} noValidate>
      <h2>{words.title}</h2>
      <p class="faint">{words.about}</p>
      <div class="grounds">
        <div class="ground">
          <label for="authority">{words.authority}</label>
          <select id="authority" aria-describedby="authority-said" value={draft.resolution} aria-invalid={complaints(-1, "authority").length > 0} onChange={(event) => change({ resolution: event.currentTarget.value, paragraph: "" })}>
            <option value="">{words.choose}</option>
            {acts.map((one) => <option key={one.id} value={one.id}>{one.symbol}</option>)}
          </select>
          <Complaints id="authority-said" texts={complaints(-1, "authority")} />
        </div>
        {act && act.paragraphs.length > 0 && (
          <div class="ground">
            <label for="paragraph">{words.paragraph}</label>
            <select id="paragraph" value={draft.paragraph} onChange={(event) => change({ paragraph: event.currentTarget.value })}>
              <option value="">{words.none}</option>
              {act.paragraphs.map((one) => <option key={one.number} value={one.number}>{one.number}. {one.text.slice(0, 60)}{one.text.length > 60 ? "…" : ""}</option>)}
            </select>
          </div>
        )}
        <div class="ground">
          <label for="effective-on">{words.effectiveOn} {isDay(draft.effectiveOn) && <b>{day(draft.effectiveOn)}</b>}</label>
          <input id="effective-on" aria-describedby="effective-on-said" value={draft.effectiveOn} size={10} title={say.dayFormat} aria-invalid={!isDay(draft.effectiveOn)} onInput={(event) => change({ effectiveOn: event.currentTarget.value.trim() })} />
          <Complaints id="effective-on-said" texts={[...(isDay(draft.effectiveOn) ? [] : [say.badDay]), ...complaints(-1, "effectiveOn")]} />
        </div>
        <div class="ground wide"><label for="note">{words.note}</label><input id="note" value={draft.note} onInput={(event) => change({ note: event.currentTarget.value })} /></div>
      </div>
      {draft.orders.map((order, index) => (
        <fieldset key={index}>
          <legend>{words.order} {index + 1}</legend>
          <div class="order-head">
            <select aria-label={words.order} value={order.type} onChange={(event) => setOrder(index, { type: event.currentTarget.value as OrderType, values: {} })}>
              {ORDER_TYPES.map((type) => <option key={type} value={type}>{orders[language][type]}</option>)}
            </select>
            {draft.orders.length > 1 && <button type="button" class="quiet" onClick={() => change({ orders: draft.orders.filter((_, i) => i !== index) })}>{words.remove}</button>}
          </div>
          <Complaints texts={complaints(index, null)} />
          {(ORDERS[order.type] as readonly Field[]).map((field) => (
            <OrderField
              key={`${order.type} ${field.name}`} id={`order-${index}-${field.name}`} field={field} values={order.values} choices={choices} complaints={complaints(index, field.name)}
              onChange={(value) => setOrder(index, { ...order, values: { ...order.values, [field.name]: value } })}
            />
          ))}
        </fieldset>
      ))}
      <div class="actions">
        <button type="button" onClick={() => change({ orders: [...draft.orders, { type: "CreateUnit", values: {} }] })}>{words.add}</button>
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

function said(refusal: Refusal): string {
  return `${String(refusal["detail"] ?? refusal.code)} (${refusal.code})`;
}

export function Complaints({ texts, id }: { texts: string[]; id?: string }) {
  return texts.length ? <span class="complaints" role="alert" {...(id && { id })}>{texts.map((text) => <span key={text}>{text}</span>)}</span> : null;
}
