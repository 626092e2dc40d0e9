import { useMemo } from "preact/hooks";
import type { Problem } from "../api";
import { useSpeech, type Speech } from "../i18n";
import { eventWords } from "../i18n/events";
import { form, orders } from "../i18n/orders";
import { isChange, newUnits, ORDERS, ORDER_TYPES, slug, type Draft, type Field, type OrderType } from "../model/orders";
import type { Mandate, Name, Structure } from "../model/types";
import { counting } from "../model/counting";
import { isDay } from "../model/days";
import type { Register } from "../register";
import { structureOf, useAnswer } from "../remembered";
import { Complaints } from "./Complaints";
import { OrderField, type Choice, type Choices } from "./OrderField";

/** What is there on the day from which the orders are to hold, whatever day is looked at; nothing until it is known. */
export function useStructureThen(organisation: string, effectiveOn: string, version: number): { structure: Structure; problem: Problem | undefined } {
  const { value, problem } = useAnswer<Structure>(isDay(effectiveOn) ? structureOf(organisation, effectiveOn, null) : null, version);
  return { structure: value ?? NOTHING, problem };
}

export const NOTHING: Structure = { organisation: "", effectiveOn: "", knownAt: "", version: 0, position: 0, units: [], coordination: [] };

/** What the fields of orders may name: what is in force, and what orders before them bring into being. */
export function useChoices(structure: Structure, register: Register, written: readonly Draft[], mandates: readonly Mandate[] = []): Choices {
  const speech = useSpeech();
  const there = useMemo(() => new Set(structure.units.map((unit) => unit.id)), [structure]);
  const made = created(written, speech, there);
  return useMemo(() => ({ there, ...choicesOf(structure, register, made, mandates, speech) }), [structure, register, speech.language, mandates, JSON.stringify(made)]);
}

function choicesOf(structure: Structure, register: Register, made: readonly Choice[], mandates: readonly Mandate[], { name, language }: Speech): Omit<Choices, "there"> {
  return {
    units: [...structure.units.map((unit) => ({ id: unit.id, label: name(unit.name) })).sort((a, b) => a.label.localeCompare(b.label, language)), ...made],
    organs: register.organisation.organs.map((organ) => ({ id: organ.id, label: name(organ.name) })),
    functions: structure.units.flatMap((unit) => unit.functions.map((one) => ({ id: one.id, label: name(one.name), unit: unit.id }))),
    childrenOf: (id) => structure.units.filter((unit) => unit.parent === id).map((unit) => ({ id: unit.id, label: name(unit.name) })),
    kinds: [...new Set(structure.units.map((unit) => unit.kind))].sort(),
    changes: counting(register.log, register.amendments).filter((line) => isChange(line.type)).toReversed()
      .map((line) => ({ id: line.id, label: `${line.effectiveOn} · ${eventWords(line.type, language)} · ${line.subject}` })),
    mandates: mandates.filter((mandate) => mandate.open).map((mandate) => ({ id: mandate.id, label: name(mandate.title) })),
    acts: register.acts,
  };
}

/** Units that the orders themselves would bring into being: later ones may rely on them. */
function created(written: readonly Draft[], { name }: Speech, there: ReadonlySet<string>): Choice[] {
  const parts = written.flatMap(({ type, values }) => newUnits({ type, ...values }));
  return parts.map((part) => ({ named: (part["name"] as Name | undefined) ?? {}, id: String(part["unit"] ?? "") }))
    .map(({ named, id }) => ({ id: id || slug(named), label: `+ ${name(named) || id}` }))
    // Of one that is called like another the register makes the id: it cannot be named before.
    .filter((one, index, all) => one.id && !there.has(one.id) && all.findIndex((other) => other.id === one.id) === index);
}

/** The orders of a package, one after another. */
export function OrderList({ written, choices, complaints, onChange }: {
  written: readonly Draft[]; choices: Choices; complaints(order: number, field: string | null): string[]; onChange(orders: Draft[]): void;
}) {
  const { language } = useSpeech();
  const words = form[language];
  const set = (index: number, order: Draft) => onChange(written.map((one, i) => (i === index ? order : one)));
  return (
    <>
      {written.map((order, index) => (
        <fieldset key={index}>
          <legend>{words.order} {index + 1}</legend>
          <div class="order-head">
            <select aria-label={words.order} value={order.type} onChange={(event) => set(index, { type: event.currentTarget.value as OrderType, values: {} })}>
              {ORDER_TYPES.map((type) => <option key={type} value={type}>{orders[language][type]}</option>)}
            </select>
            {written.length > 1 && <button type="button" class="quiet" onClick={() => onChange(written.filter((_, i) => i !== index))}>{words.remove}</button>}
          </div>
          <Complaints texts={complaints(index, null)} />
          {(ORDERS[order.type] as readonly Field[]).map((field) => (
            <OrderField
              key={`${order.type} ${field.name}`} id={`order-${index}-${field.name}`} field={field} values={order.values} choices={choices} complaints={complaints(index, field.name)}
              onChange={(value) => set(index, { ...order, values: { ...order.values, [field.name]: value } })}
            />
          ))}
        </fieldset>
      ))}
      <div class="actions"><button type="button" onClick={() => onChange([...written, { type: "CreateUnit", values: {} }])}>{words.add}</button></div>
    </>
  );
}
