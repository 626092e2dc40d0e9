import { query } from "../api";
import { isAny, useDesk } from "../desk";
import { useSpeech } from "../i18n";
import { eventWords } from "../i18n/events";
import { form, orders } from "../i18n/orders";
import { steps } from "../i18n/steps";
import { statusWord, workflow } from "../i18n/workflow";
import { plusDays, today } from "../model/days";
import type { OrderType } from "../model/orders";
import { MANDATE_STEPS, PROPOSAL_STEPS } from "../model/steps";
import type { Actor, Mandate, MandateTrace, Name, Proposal, StepsAnswer, Structure } from "../model/types";
import type { View } from "../model/view";
import { NOTHING, useChoices } from "../parts/OrderList";
import { StepForms } from "../parts/StepForms";
import { Trouble } from "../parts/Trouble";
import { Named } from "../parts/Why";
import type { Register } from "../register";
import { structureOf, useAnswer } from "../remembered";

interface DossierProps {
  view: View & { on: string };
  version: number;
  register: Register;
  show(change: Partial<View>): void;
}

/** One mandate: the words that ordered it, what came of it, and every step. */
export function MandatePanel({ view, version, register, show }: DossierProps) {
  const { say, language, day, name } = useSpeech();
  const words = workflow[language];
  const id = view.selected!.id;
  const clocks = query({ effectiveOn: view.on, knownAt: view.known });
  const trace = useAnswer<MandateTrace>(`/mandates/${encodeURIComponent(id)}/trace${clocks}`, version);
  const value = trace.value?.mandate.id === id ? trace.value : undefined;
  return (
    <Frame eyebrow={words.mandate} heading={value ? <Named name={value.mandate.title} /> : id} view={view} show={show}>
      {trace.problem && <Trouble problem={trace.problem} />}
      {value && (
        <>
          <p><b>{statusWord(value.mandate.status, language)}</b>{value.mandate.dueOn && <> · {words.due.toLowerCase()} {day(value.mandate.dueOn)}</>}</p>
          {value.mandate.overdue && <p class="warning">! {words.overdue(day(value.mandate.overdueSince ?? plusDays(value.mandate.dueOn!, 1)))}</p>}
          <h3>{words.ordered}</h3>
          {value.provisions.map((one) => (
            <div class="act" key={`${one.resolution} ${one.paragraph} ${one.how}`}>
              <p><b>{one.symbol ?? one.resolution}</b>{one.paragraph && `, ${say.paragraph} ${one.paragraph}`} · {day(one.effectiveOn)}</p>
              {one.text && <blockquote lang="en">{one.text}</blockquote>}
            </div>
          ))}
          <h3>{words.changes}</h3>
          {value.changes.length === 0 && <p class="faint">{words.noChanges}</p>}
          <ul class="functions">
            {value.changes.map((one) => (
              <li key={one.event}>
                <button type="button" class="link" onClick={() => show({ page: "chart", on: one.effectiveOn, selected: one.units[0] ? { kind: "unit", id: one.units[0] } : null })}>{eventWords(one.type, language)}</button>
                {" "}{one.units.map((unit) => { const known = value.units.find((other) => other.id === unit)?.name; return known ? name(known) : unit; }).join(", ")}
                <span class="faint"> · {day(one.effectiveOn)}, {one.state === "in-effect" ? words.inEffect : one.state === "planned" ? words.planned : words.annulled}</span>
              </li>
            ))}
          </ul>
          {value.proposals.length > 0 && <><h3>{words.proposals}</h3><ul class="functions">{value.proposals.map((one) => <li key={one.id}><button type="button" class="link" onClick={() => show({ page: "proposals", selected: { kind: "proposal", id: one.id } })}>{one.title ? name(one.title) : one.id}</button> <span class="faint">{statusWord(one.status, language)}</span></li>)}</ul></>}
        </>
      )}
      <MandateSteps view={view} version={version} register={register} show={show} />
      <StepsOf key={id} path={`/mandates/${encodeURIComponent(id)}/timeline${clocks}`} version={version} />
    </Frame>
  );
}

/** One proposal: what it would change, and every step. */
export function ProposalPanel({ view, version, register, show }: DossierProps) {
  const { say, language, name } = useSpeech();
  const [words, doing] = [workflow[language], steps[language]];
  const desk = useDesk();
  const id = view.selected!.id;
  const clocks = query({ effectiveOn: view.on, knownAt: view.known });
  const proposal = useAnswer<Proposal>(`/proposals/${encodeURIComponent(id)}${clocks}`, version);
  const value = proposal.value?.id === id ? proposal.value : undefined;
  return (
    <Frame eyebrow={words.proposal} heading={value?.title ? <Named name={value.title} /> : id} view={view} show={show}>
      {proposal.problem && <Trouble problem={proposal.problem} />}
      {value && (
        <>
          <p><b>{statusWord(value.status, language)}</b>{value.inEffect && `, ${words.inEffect}`}</p>
          {value.mandate && <p><span class="step">{words.answers}</span> <button type="button" class="link" onClick={() => show({ page: "mandates", selected: { kind: "mandate", id: value.mandate! } })}><MandateTitle id={value.mandate} version={version} /></button></p>}
          {value.authority && <p><span class="step">{say.restsOn}</span> {register.acts.get(value.authority.resolution)?.symbol ?? value.authority.resolution}{value.authority.paragraph && `, ${say.paragraph} ${value.authority.paragraph}`}</p>}
          {value.authors && <p><span class="step">{doing.authors}</span> {value.authors.map(called).join(", ")}</p>}
          {value.approval?.by && <p>{doing.approvedBy(called(value.approval.by))}</p>}
          {value.comments && <div class="comments"><span class="step">{doing.comments}</span><p>{value.comments}</p></div>}
          {value.clashes && value.clashes.length > 0 && (
            <div class="complaints"><b>{doing.clashed}</b>{value.clashes.map((clash) => <span key={`${clash.index} ${clash.code}`}>{doing.change(clash.index + 1)}: <span lang="en">{clash.detail}</span> <code>{clash.code}</code></span>)}</div>
          )}
          <h3>{words.changesProposed(value.changeCount)}</h3>
          <ol class="proposed">{value.package?.changes.map((one, index) => <li key={index}>{orders[language][String(one["type"]) as OrderType] ?? String(one["type"])} <Subject change={one} names={name} /></li>)}</ol>
          {value.enactment && (
            <p class="door"><button type="button" class="go" onClick={() => show({ page: "chart", on: value.enactment!.inEffectOn, compare: plusDays(value.enactment!.inEffectOn, -1), selected: null })}>{form[language].seeIt}</button></p>
          )}
          {value.status !== "enacted" && view.page !== "preview" && desk.commands && isAny(desk, "officer", "approver", "auditor") && (
            <p class="door"><button type="button" class="go" onClick={() => show({ page: "preview" })}>{doing.see}</button></p>
          )}
        </>
      )}
      <ProposalSteps view={view} version={version} register={register} show={show} />
      <StepsOf key={id} path={`/proposals/${encodeURIComponent(id)}/timeline${clocks}`} version={version} />
    </Frame>
  );
}

function MandateTitle({ id, version }: { id: string; version: number }) {
  const { name } = useSpeech();
  const { value } = useAnswer<Mandate>(`/mandates/${encodeURIComponent(id)}${query({ effectiveOn: "9999-12-31" })}`, version);
  return <>{value?.id === id ? name(value.title) : id}</>;
}

const called = (actor: Actor) => actor.name ?? actor.subject;

/** What an order is about: by its name where it brings it into being, else by its id. */
function Subject({ change, names }: { change: Record<string, unknown>; names(name: Name): string }) {
  const into = change["into"] as { name?: Name | string } | string | undefined;
  const made = change["name"] ?? (into && typeof into === "object" ? into.name : undefined);
  const subject = change["unit"] ?? change["function"] ?? (change["units"] as string[] | undefined)?.join(", ") ?? change["change"] ?? "";
  return <>{made ? `${typeof made === "string" ? made : names(made as Name)} ` : ""}<code>{String(subject)}</code></>;
}

/** Steps are taken today, whatever day is looked at: what is possible is asked of today. */
function ProposalSteps({ view, version, register, show }: DossierProps) {
  const { language } = useSpeech();
  const desk = useDesk();
  const id = view.selected!.id;
  const path = `/proposals/${encodeURIComponent(id)}`;
  const doing = steps[language];
  const { value } = useAnswer<Proposal>(isAny(desk, "officer", "approver") && desk.commands ? path : null, version);
  const choices = useChoicesToday(register, version, false);
  const { session } = desk;
  if (value?.id !== id || !session || !choices) return null;
  const isAuthor = !!value.authors?.some((author) => author.subject === session.subject && author.issuer === session.issuer);
  const possible = value.possible ?? [];
  return (
    <StepForms
      path={path} all={PROPOSAL_STEPS} possible={possible} status={value.status} choices={choices}
      given={{ approval: value.submittedHash ? { contentHash: value.submittedHash } : {} }} {...(isAuthor && { barred: { approval: doing.fourEyes } })}
      more={possible.includes("edit") && isAny(desk, "officer") && <button type="button" onClick={() => show({ page: "draft" })}>{doing.edit}</button>}
      onDone={() => show({ on: today(), known: null })}
    >
      {view.on !== today() && <p class="faint">{doing.today(statusWord(value.status, language))}</p>}
    </StepForms>
  );
}

function MandateSteps({ view, version, register, show }: DossierProps) {
  const { language } = useSpeech();
  const desk = useDesk();
  const id = view.selected!.id;
  const path = `/mandates/${encodeURIComponent(id)}`;
  const doing = steps[language];
  const { value } = useAnswer<Mandate>(isAny(desk, "officer", "approver") && desk.commands ? path : null, version);
  const choices = useChoicesToday(register, version, true);
  const { session } = desk;
  if (value?.id !== id || !session || !choices) return null;
  const by = value.implementation?.by;
  const isClaimant = by?.subject === session.subject && by.issuer === session.issuer;
  return (
    <StepForms
      path={path} all={MANDATE_STEPS} possible={value.possible ?? []} status={value.status} choices={{ ...choices, mandates: choices.mandates.filter((one) => one.id !== id) }}
      {...(isClaimant && { barred: { verification: doing.fourEyesClaim } })} onDone={() => show({ on: today(), known: null })}
    >
      {view.on !== today() && <p class="faint">{doing.today(statusWord(value.status, language))}</p>}
    </StepForms>
  );
}

/** What the fields of steps may name today; null until it is there. */
function useChoicesToday(register: Register, version: number, withMandates: boolean) {
  const desk = useDesk();
  const acts = isAny(desk, "officer", "approver");
  const organisation = register.organisation.id;
  const structure = useAnswer<Structure>(acts ? structureOf(organisation, today(), null) : null, version).value;
  const mandates = useAnswer<{ mandates: Mandate[] }>(acts && withMandates ? `/mandates${query({ organisation, open: "true", limit: "500" })}` : null, version).value;
  const choices = useChoices(structure ?? NOTHING, register, [], mandates?.mandates);
  return structure ? choices : null;
}

function Frame({ eyebrow, heading, view, show, children }: { eyebrow: string; heading: preact.ComponentChildren; view: View; show(change: Partial<View>): void; children: preact.ComponentChildren }) {
  const { say } = useSpeech();
  // What is edited or tried is what is selected: it is left by leaving that page.
  const isHeld = view.page === "draft" || view.page === "preview";
  return (
    <aside class="panel" aria-labelledby="panel-heading">
      <header>
        <p class="eyebrow">{eyebrow}</p>
        {!isHeld && <button type="button" class="close" aria-label={say.close} title={say.close} onClick={() => show({ selected: null })}>×</button>}
        <h2 id="panel-heading" tabindex={-1}>{heading}</h2>
      </header>
      {children}
    </aside>
  );
}

function StepsOf({ path, version }: { path: string; version: number }) {
  const { language, day } = useSpeech();
  const steps = useAnswer<StepsAnswer>(path, version);
  if (steps.problem) return <Trouble problem={steps.problem} />;
  if (!steps.value) return null;
  return (
    <section>
      <h3>{workflow[language].steps}</h3>
      <ol class="life">
        {[...steps.value.entries, ...steps.value.planned].map((step) => (
          <li key={step.event}><time dateTime={step.effectiveOn}>{day(step.effectiveOn)}</time> <b>{step.status ? statusWord(step.status, language) : eventWords(step.type, language)}</b>{step.actor && <span class="faint"> · {step.actor.name ?? step.actor.subject}</span>}</li>
        ))}
      </ol>
    </section>
  );
}
