import { useSpeech } from "../i18n";
import { form } from "../i18n/orders";
import { CLASSES, PRIORITIES, REPORTED, steps } from "../i18n/steps";
import { slug, type Field } from "../model/orders";
import { today } from "../model/days";
import { LANGUAGES, type Name, type Resolution } from "../model/types";
import { AuthorityField } from "./AuthorityField";
import { Complaints } from "./Complaints";

export interface Choice {
  id: string;
  label: string;
}

export interface Choices {
  /** Ids of the units that are in force. */
  there: ReadonlySet<string>;
  units: Choice[];
  organs: Choice[];
  functions: (Choice & { unit: string })[];
  childrenOf(unit: string): Choice[];
  kinds: string[];
  changes: Choice[];
  mandates: Choice[];
  acts: ReadonlyMap<string, Resolution>;
}

/** One field of an order, asked for as its kind wants it. {@code label}: other than the word that orders have for it. */
export function OrderField({ id, field, values, choices, complaints, onChange, ...given }: {
  id: string; field: Field; values: Record<string, unknown>; choices: Choices; complaints: string[]; onChange(value: unknown): void; label?: string; hint?: string;
}) {
  const { say, language } = useSpeech();
  const words = form[language];
  const value = values[field.name];
  const label = given.label ? given.label : field.kind === "newUnit" && field.optional || field.kind === "newFunction" ? words.fields["id"]! : words.fields[field.name] ?? field.name;
  const isBad = complaints.length > 0;
  const choose = (list: readonly Choice[], chosen: unknown, set: (id: string) => void, isOptional = !!field.optional, name?: string) => (
    <select value={String(chosen ?? "")} aria-invalid={isBad} {...(name ? { "aria-label": name } : { id, "aria-describedby": `${id}-said` })} onChange={(event) => set(event.currentTarget.value)}>
      <option value="">{isOptional ? words.none : words.choose}</option>
      {list.map((one) => <option key={one.id} value={one.id}>{one.label}</option>)}
    </select>
  );
  const text = (set: (text: string) => void, held: unknown, hint = "") => (
    <input id={id} aria-describedby={`${id}-said`} value={String(held ?? "")} placeholder={hint} aria-invalid={isBad} onInput={(event) => set(event.currentTarget.value)} />
  );
  const several = (list: readonly Choice[], held: string[]) => (
    <span class="several">
      {held.map((id) => (
        <span key={id} class="chosen">{list.find((one) => one.id === id)?.label ?? id}<button type="button" aria-label={words.remove} onClick={() => onChange(held.filter((one) => one !== id))}>×</button></span>
      ))}
      {choose(list.filter((one) => !held.includes(one.id)), "", (id) => id && onChange([...held, id]), false, label)}
    </span>
  );
  const group = (content: preact.ComponentChildren) => <div class="order-field" role="group" aria-label={label}><span>{label}</span><div>{content}<Complaints texts={complaints} /></div></div>;
  const single = (content: preact.ComponentChildren) => <div class="order-field"><label for={id}>{label}</label><div>{content}<Complaints id={`${id}-said`} texts={complaints} /></div></div>;

  switch (field.kind) {
    case "unit": return single(choose(choices.units, value, onChange));
    case "parent": return single(choose(choices.units, value, onChange, true));
    case "function": return single(choose(choices.functions, value, onChange));
    case "change": return single(choose(choices.changes, value, onChange));
    case "organ": return single(choose(choices.organs, value, onChange));
    case "mandate": return single(choose(choices.mandates, value, onChange));
    case "reported": return single(choose(Object.entries(REPORTED).map(([id, text]) => ({ id, label: text[language] })), value, onChange));
    case "priority": return single(choose(Object.entries(PRIORITIES).map(([id, text]) => ({ id, label: text[language] })), value, onChange));
    case "class": return single(choose(Object.entries(CLASSES).map(([id, text]) => ({ id, label: text[language] })), value, onChange));
    case "verdict": return single(choose([{ id: "yes", label: steps[language].yes }, { id: "no", label: steps[language].no }], value === undefined ? "" : value ? "yes" : "no", (id) => onChange(id ? id === "yes" : undefined)));
    case "changes": return group(several(choices.changes, (value as string[] | undefined) ?? []));
    case "longText": return single(<textarea id={id} rows={3} aria-describedby={`${id}-said`} value={String(value ?? "")} aria-invalid={isBad} onInput={(event) => onChange(event.currentTarget.value)} />);
    case "authority": {
      const { resolution = "", paragraph = "" } = (value as { resolution?: string; paragraph?: string } | undefined) ?? {};
      return <div class="order-field authority"><AuthorityField id={id} label={label} {...(field.optional && { empty: steps[language].chooseAct })} acts={choices.acts} on={today()} resolution={resolution} paragraph={paragraph} complaints={complaints} onChange={onChange} /></div>;
    }
    case "documents": return group(<Documents value={(value as Shown[] | undefined) ?? []} onChange={onChange} />);
    case "newFunctions": return group(<NewFunctions value={(value as Stated[] | undefined) ?? []} isBad={isBad} onChange={onChange} />);
    case "unitOrNew": {
      const isNew = value !== null && typeof value === "object";
      return group(
        <>
          <select value={isNew ? "+" : String(value ?? "")} aria-label={label} aria-invalid={isBad} onChange={(event) => onChange(event.currentTarget.value === "+" ? {} : event.currentTarget.value)}>
            <option value="">{words.choose}</option>
            <option value="+">{words.newUnit}</option>
            {choices.units.map((one) => <option key={one.id} value={one.id}>{one.label}</option>)}
          </select>
          {isNew && <NewUnit value={value as Record<string, unknown>} choices={choices} isBad={isBad} onChange={onChange} />}
        </>,
      );
    }
    case "pillar": return single(choose(Object.entries(say.pillars).map(([id, text]) => ({ id, label: text })), value, onChange));
    case "superiors": {
      const held = (value as (string | { organ: string })[] | undefined) ?? [];
      const isOrgan = (id: string) => choices.organs.some((one) => one.id === id);
      const list = [...choices.organs, ...choices.units];
      const ids = held.map((one) => (typeof one === "string" ? one : one.organ));
      return group(
        <span class="several">
          {ids.map((id) => <span key={id} class="chosen">{list.find((one) => one.id === id)?.label ?? id}<button type="button" aria-label={words.remove} onClick={() => onChange(held.filter((_, i) => ids[i] !== id))}>×</button></span>)}
          {choose(list.filter((one) => !ids.includes(one.id)), "", (id) => id && onChange([...held, isOrgan(id) ? { organ: id } : id]), false, label)}
        </span>,
      );
    }
    case "units": return group(several(choices.units, (value as string[] | undefined) ?? []));
    case "twoUnits": {
      const [a = "", b = ""] = (value as string[] | undefined) ?? [];
      return group(<span class="several">{choose(choices.units, a, (id) => onChange([id, b]), false, `${label} 1`)}{choose(choices.units, b, (id) => onChange([a, id]), false, `${label} 2`)}</span>);
    }
    case "name": return group(<Names value={(value as Name | undefined) ?? {}} isBad={isBad} onChange={onChange} />);
    case "kind": return single(<><input id={id} list="kinds" value={String(value ?? "")} aria-invalid={isBad} onInput={(event) => onChange(event.currentTarget.value)} /><datalist id="kinds">{choices.kinds.map((kind) => <option key={kind} value={kind} />)}</datalist></>);
    case "newUnit": case "newFunction": return single(text((id) => onChange(id.trim()), value, slug((values["name"] as Name | undefined) ?? {})));
    case "yes": return single(<input id={id} type="checkbox" checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />);
    case "text": case "day": return single(text(onChange, value, given.hint ?? (field.kind === "day" ? say.dayFormat : "")));
    case "placedFunctions": {
      const own = choices.functions.filter((one) => one.unit === values["unit"]);
      return own.length || isBad ? group(<Placed items={own} key_="function" value={value} choices={choices} onChange={onChange} exclude={String(values["unit"] ?? "")} />) : null;
    }
    case "placedUnits": {
      const own = choices.childrenOf(String(values["unit"] ?? ""));
      return own.length || isBad ? group(<Placed items={own} key_="unit" value={value} choices={choices} onChange={onChange} exclude={String(values["unit"] ?? "")} />) : null;
    }
    case "into": return group(<NewUnit value={(value as Record<string, unknown> | undefined) ?? {}} choices={choices} isBad={isBad} onChange={onChange} />);
    case "intoSeveral": {
      const parts = (value as Record<string, unknown>[] | undefined) ?? [{}];
      return group(
        <>
          {parts.map((part, i) => <NewUnit key={i} value={part} choices={choices} isBad={isBad} onChange={(next) => onChange(parts.map((one, k) => (k === i ? next : one)))} />)}
          <button type="button" onClick={() => onChange([...parts, {}])}>{words.addPart}</button>
        </>,
      );
    }
  }
}

export function Names({ value, isBad, onChange }: { value: Name; isBad: boolean; onChange(name: Name): void }) {
  return (
    <span class="names">
      {LANGUAGES.map((language) => (
        <label key={language}><span>{language.toUpperCase()}</span><input lang={language} value={value[language] ?? ""} aria-invalid={isBad} onInput={(event) => onChange({ ...value, [language]: event.currentTarget.value })} /></label>
      ))}
    </span>
  );
}

function NewUnit({ value, choices, isBad, onChange }: { value: Record<string, unknown>; choices: Choices; isBad: boolean; onChange(value: Record<string, unknown>): void }) {
  const { language } = useSpeech();
  const { fields, none } = form[language];
  return (
    <div class="new-unit">
      <Names value={(value["name"] as Name | undefined) ?? {}} isBad={isBad} onChange={(name) => onChange({ ...value, name })} />
      <label><span>{fields["kind"]}</span><input list="kinds" value={String(value["kind"] ?? "")} onInput={(event) => onChange({ ...value, kind: event.currentTarget.value })} /></label>
      <label><span>{fields["parent"]}</span>
        <select value={String(value["parent"] ?? "")} onChange={(event) => onChange({ ...value, parent: event.currentTarget.value })}>
          <option value="">{none}</option>
          {choices.units.map((one) => <option key={one.id} value={one.id}>{one.label}</option>)}
        </select>
      </label>
    </div>
  );
}

/** Where each function, or each subordinate, of a unit that ends will go. */
function Placed({ items, key_, value, choices, exclude, onChange }: {
  items: readonly Choice[]; key_: "function" | "unit"; value: unknown; choices: Choices; exclude: string; onChange(value: unknown): void;
}) {
  const { language } = useSpeech();
  const placed = (value as Record<string, string>[] | undefined) ?? [];
  return (
    <span class="placed">
      {items.map((item) => (
        <label key={item.id}>
          <span>{item.label}</span>
          <select value={placed.find((one) => one[key_] === item.id)?.["to"] ?? ""}
            onChange={(event) => onChange([...placed.filter((one) => one[key_] !== item.id), ...(event.currentTarget.value ? [{ [key_]: item.id, to: event.currentTarget.value }] : [])])}>
            <option value="">{form[language].none}</option>
            {choices.units.filter((one) => one.id !== exclude).map((one) => <option key={one.id} value={one.id}>{one.label}</option>)}
          </select>
        </label>
      ))}
    </span>
  );
}

interface Shown {
  title?: string;
  url?: string;
}

function Documents({ value, onChange }: { value: Shown[]; onChange(value: Shown[]): void }) {
  const { language } = useSpeech();
  const { addPart, remove } = form[language];
  const { fields } = steps[language];
  const set = (index: number, next: Shown) => onChange(value.map((one, i) => (i === index ? next : one)));
  return (
    <>
      {value.map((one, index) => (
        <span key={index} class="several">
          <input aria-label={`${fields["document"]} ${index + 1}`} placeholder={fields["document"]} value={one.title ?? ""} onInput={(event) => set(index, { ...one, title: event.currentTarget.value })} />
          <input aria-label={`${fields["url"]} ${index + 1}`} placeholder={fields["url"]} value={one.url ?? ""} onInput={(event) => set(index, { ...one, url: event.currentTarget.value })} />
          <button type="button" class="quiet" onClick={() => onChange(value.filter((_, i) => i !== index))}>{remove}</button>
        </span>
      ))}
      <button type="button" onClick={() => onChange([...value, {}])}>{addPart}</button>
    </>
  );
}

interface Stated {
  id?: string;
  name?: Name;
}

/** Functions given to a unit at its birth; their ids are made of their names. */
function NewFunctions({ value, isBad, onChange }: { value: Stated[]; isBad: boolean; onChange(value: Stated[]): void }) {
  const { language } = useSpeech();
  const { addPart, remove } = form[language];
  return (
    <>
      {value.map((one, index) => (
        <span key={index} class="stated">
          <Names value={one.name ?? {}} isBad={isBad} onChange={(name) => onChange(value.map((other, i) => (i === index ? { ...other, name } : other)))} />
          <button type="button" class="quiet" onClick={() => onChange(value.filter((_, i) => i !== index))}>{remove}</button>
        </span>
      ))}
      <button type="button" onClick={() => onChange([...value, {}])}>{addPart}</button>
    </>
  );
}
