import { useEffect, useRef, useState } from "preact/hooks";
import type { Problem, Refusal } from "../api";
import { order, useDesk } from "../desk";
import { useSpeech } from "../i18n";
import { form } from "../i18n/orders";
import { steps, stepWord } from "../i18n/steps";
import { statusWord } from "../i18n/workflow";
import { isDay, today } from "../model/days";
import { filled, type Field } from "../model/orders";
import { fieldOf, placeInStep, stepsOf, type Step } from "../model/steps";
import { problemOf } from "../remembered";
import { Complaints, said } from "./Complaints";
import { OrderField, type Choices } from "./OrderField";

/** What the signed-in person may do now with a mandate or a proposal: a button for each step, and its form. */
export function StepForms({ path, all, possible, status, choices, given, barred, more, children, onDone }: {
  /** Of the matter, such as {@code /mandates/m}. */
  path: string; all: Record<string, Step>; possible: readonly string[]; status: string; choices: Choices;
  /** What a step says that nobody writes. */
  given?: Record<string, Record<string, unknown>>;
  /** Why a step that is possible is not this person's. */
  barred?: Record<string, string>;
  /** Further buttons. */
  more?: preact.ComponentChildren;
  /** Before the buttons. */
  children?: preact.ComponentChildren;
  onDone(): void;
}) {
  const { say, language } = useSpeech();
  const words = steps[language];
  const desk = useDesk();
  const [open, setOpen] = useState<string | null>(null);
  const [isDone, setDone] = useState(false);
  const roles = desk.session?.roles ?? [];
  const theirs = stepsOf(all, possible, roles);
  const others = [...new Set(stepsOf(all, possible, ["officer", "approver"]).filter((step) => !theirs.includes(step) && !all[step]!.isGrave).flatMap((step) => all[step]!.roles))];
  const shown = open !== null && theirs.includes(open) ? open : null;
  return (
    <section class="steps">
      <h3>{words.doNow}</h3>
      {children}
      <p class="several">
        {more}
        {theirs.filter((step) => !barred?.[step]).map((step) => (
          <button key={step} type="button" class={all[step]!.isGrave ? "grave" : ""} aria-expanded={shown === step} onClick={() => (setOpen(shown === step ? null : step), setDone(false))}>{stepWord(step, language)}</button>
        ))}
      </p>
      {theirs.filter((step) => barred?.[step]).map((step) => <p key={step} class="barred"><b>{stepWord(step, language)}:</b> {barred![step]}</p>)}
      {!possible.length ? <p class="faint">{words.nothingPossible}</p>
        : !theirs.length && !more ? <p class="faint">{others.length ? words.waitsFor(others.map((role) => say.roles[role]).join(", ")) : words.notYours}</p> : null}
      {shown && (
        <StepForm key={shown} name={shown} step={all[shown]!} status={status} choices={choices} onCancel={() => setOpen(null)}
          send={async (written) => {
            await order(desk, `${path}/${all[shown]!.path}`, { ...given?.[shown], ...written }, () => path);
            setOpen(null);
            setDone(true);
            onDone();
          }} />
      )}
      <p role="status" class="proven">{isDone ? `✓ ${words.done}` : ""}</p>
    </section>
  );
}

/** The form of one step. {@code send}: sends what was written, and fails with the refusal. */
export function StepForm({ name, step, status, choices, send, onCancel }: {
  name: string; step: Step; status: string; choices: Choices; send(written: Record<string, unknown>): Promise<void>; onCancel(): void;
}) {
  const { say, language } = useSpeech();
  const words = steps[language];
  const desk = useDesk();
  const [values, setValues] = useState<Record<string, unknown>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [showMissing, setShowMissing] = useState(false);
  const first = useRef<HTMLFormElement>(null);
  useEffect(() => first.current?.querySelector<HTMLElement>("input, select, textarea, button")?.focus(), []);
  // A finding is worded as a statement, its refusal as a reason.
  const fields = step.fields.filter((field) => name !== "verification" || (field.name === "reason" ? values["verified"] === false : field.name !== "statement" || values["verified"] !== false));
  const isEmpty = (field: Field) => values[field.name] !== false && filled(values[field.name]) === undefined;
  const isNeeded = (field: Field) => !field.optional || (name === "verification" && field.name === "reason");
  const gaps = fields.filter((field) => isNeeded(field) && isEmpty(field));
  const badDays = fields.filter((field) => field.kind === "day" && !isEmpty(field) && !isDay(String(values[field.name])));
  const carryOut = async () => {
    setShowMissing(true);
    if (gaps.length || badDays.length) return;
    setBusy(true);
    setProblem(null);
    const written = Object.fromEntries(fields.filter((field) => !isEmpty(field)).map((field) => [field.name, values[field.name] === false ? false : filled(values[field.name])]));
    try {
      await send(written);
    } catch (failure) {
      setProblem(problemOf(failure));
      setBusy(false);
      desk.refresh(); // a refused enactment may have returned the proposal
    }
  };
  const place = (refusal: Refusal) => placeInStep(refusal, fields, values);
  const complaints = (field: Field): string[] => [
    ...(showMissing && gaps.includes(field) ? [form[language].required] : []), ...(badDays.includes(field) ? [say.badDay] : []),
    ...(problem?.refusals ?? []).filter((refusal) => place(refusal) === field.name).map((refusal) => worded(refusal)),
    ...(problem?.field && fieldOf(problem.field, fields) === field.name ? [problem.detail] : []),
  ];
  const { day } = useSpeech();
  const worded = (refusal: Refusal): string => {
    const possible = refusal["possible"];
    switch (refusal.code) {
      case "transition-impossible":
        return words.impossible(statusWord(String(refusal["state"] ?? status), language), Array.isArray(possible) && possible.length ? possible.map((one) => stepWord(String(one), language)).join(", ") : words.nothing);
      case "four-eyes": return name === "verification" ? words.fourEyesClaim : words.fourEyes;
      case "content-changed": return words.contentChanged;
      case "effective-in-the-future": return words.future;
      case "effective-before-last-step": return words.beforeLast(day(String(refusal["lastStepOn"])));
      default: return said(refusal);
    }
  };
  const loose = (problem?.refusals ?? []).filter((refusal) => place(refusal) === null).map(worded);
  const unplaced = problem && !problem.refusals?.length && (!problem.field || fieldOf(problem.field, fields) === null) ? [`${problem.detail} (${problem.code})`] : [];
  return (
    <form ref={first} class="step-form" noValidate onSubmit={(event) => (event.preventDefault(), void carryOut())} onKeyDown={(event) => event.key === "Escape" && onCancel()}>
      <h4>{stepWord(name, language)}</h4>
      {fields.map((field) => (
        <OrderField
          key={field.name} id={`step-${field.name}`} field={field} values={values} choices={choices} complaints={complaints(field)}
          label={words.fields[field.name] ?? field.name} {...(field.name === "effectiveOn" && { hint: words.byDefault(today()) })}
          onChange={(value) => setValues({ ...values, [field.name]: value })}
        />
      ))}
      <Complaints texts={[...loose, ...unplaced]} />
      <div class="actions">
        <button type="button" class="quiet" onClick={onCancel}>{words.cancel}</button>
        <span class="spring" />
        <button type="submit" class={step.isGrave ? "go grave" : "go"} disabled={isBusy}>{isBusy ? words.working : stepWord(name, language)}</button>
      </div>
    </form>
  );
}
