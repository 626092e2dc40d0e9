import { query } from "../api";
import { useSpeech } from "../i18n";
import { eventWords } from "../i18n/events";
import { orders } from "../i18n/orders";
import { statusWord, workflow } from "../i18n/workflow";
import type { OrderType } from "../model/orders";
import type { Mandate, MandateTrace, Proposal, Resolution, StepsAnswer } from "../model/types";
import type { View } from "../model/view";
import { Trouble } from "../parts/Trouble";
import { Named } from "../parts/Why";
import { useAnswer } from "../remembered";

type Shown = View & { on: string };
interface BoardProps {
  view: Shown;
  version: number;
  show(change: Partial<View>): void;
}

/** Which mandates there are on a day: their state, who answers for them, by when. */
export function MandateBoard({ view, version, acts, show }: BoardProps & { acts: ReadonlyMap<string, Resolution> }) {
  const { say, language, day, name } = useSpeech();
  const words = workflow[language];
  const board = useAnswer<{ mandates: Mandate[] }>(`/mandates${query({ organisation: view.organisation, effectiveOn: view.on, knownAt: view.known, limit: "500" })}`, version);
  if (board.problem) return <Trouble problem={board.problem} />;
  if (!board.value) return <p class="waiting" role="status">{say.loading}</p>;
  if (!board.value.mandates.length) return <p class="waiting">{words.noMandates}</p>;
  return (
    <div class="scroller board" tabindex={0} role="region" aria-label={say.pages.mandates}>
      <table>
        <thead><tr><th scope="col">{words.mandate}</th><th scope="col">{words.status}</th><th scope="col">{words.lead}</th><th scope="col">{words.due}</th><th scope="col">{words.act}</th></tr></thead>
        <tbody>
          {board.value.mandates.map((mandate) => (
            <tr key={mandate.id} class={view.selected?.id === mandate.id ? "selected" : ""} onClick={() => show({ selected: { kind: "mandate", id: mandate.id } })}>
              <th scope="row"><button type="button" class="link"><Named name={mandate.title} /></button></th>
              <td>{statusWord(mandate.status, language)}</td>
              <td data-label={words.lead}>{mandate.leadName ? name(mandate.leadName) : mandate.lead ?? <span class="faint">{words.nobody}</span>}</td>
              <td data-label={words.due}>{mandate.dueOn ? day(mandate.dueOn) : words.noDate}{mandate.overdue && <span class="pill eliminated">! {words.overdue(day(mandate.overdueSince ?? mandate.dueOn!))}</span>}</td>
              <td data-label={words.act}>{acts.get(mandate.resolution)?.symbol ?? mandate.resolution}{mandate.paragraph && ` § ${mandate.paragraph}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What is proposed, and how far it is. */
export function ProposalBoard({ view, version, show }: BoardProps) {
  const { say, language } = useSpeech();
  const words = workflow[language];
  const board = useAnswer<{ proposals: Proposal[] }>(`/proposals${query({ organisation: view.organisation, effectiveOn: view.on, knownAt: view.known, limit: "500" })}`, version);
  if (board.problem) return <Trouble problem={board.problem} />;
  if (!board.value) return <p class="waiting" role="status">{say.loading}</p>;
  if (!board.value.proposals.length) return <p class="waiting">{words.noProposals}</p>;
  return (
    <div class="scroller board" tabindex={0} role="region" aria-label={say.pages.proposals}>
      <table>
        <thead><tr><th scope="col">{words.proposal}</th><th scope="col">{words.status}</th><th scope="col">{words.changes}</th></tr></thead>
        <tbody>
          {board.value.proposals.map((proposal) => (
            <tr key={proposal.id} class={view.selected?.id === proposal.id ? "selected" : ""} onClick={() => show({ selected: { kind: "proposal", id: proposal.id } })}>
              <th scope="row"><button type="button" class="link">{proposal.title ? <Named name={proposal.title} /> : proposal.id}</button></th>
              <td>{statusWord(proposal.status, language)}{proposal.inEffect && `, ${words.inEffect}`}</td>
              <td>{words.changesProposed(proposal.changeCount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** One mandate: the words that ordered it, what came of it, and every step. */
export function MandatePanel({ view, version, show }: BoardProps) {
  const { say, language, day, name } = useSpeech();
  const words = workflow[language];
  const id = view.selected!.id;
  const clocks = query({ effectiveOn: view.on, knownAt: view.known });
  const trace = useAnswer<MandateTrace>(`/mandates/${encodeURIComponent(id)}/trace${clocks}`, version);
  const { value } = trace;
  return (
    <Frame eyebrow={words.mandate} heading={value ? name(value.mandate.title) : id} show={show}>
      {trace.problem && <Trouble problem={trace.problem} />}
      {value && (
        <>
          <p><b>{statusWord(value.mandate.status, language)}</b>{value.mandate.dueOn && <> · {words.due.toLowerCase()} {day(value.mandate.dueOn)}</>}</p>
          {value.mandate.overdue && <p class="warning">! {words.overdue(day(value.mandate.dueOn!))}</p>}
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
      <StepsOf path={`/mandates/${encodeURIComponent(id)}/timeline${clocks}`} version={version} />
    </Frame>
  );
}

/** One proposal: what it would change, and every step. */
export function ProposalPanel({ view, version, show }: BoardProps) {
  const { language, name } = useSpeech();
  const words = workflow[language];
  const id = view.selected!.id;
  const clocks = query({ effectiveOn: view.on, knownAt: view.known });
  const proposal = useAnswer<Proposal>(`/proposals/${encodeURIComponent(id)}${clocks}`, version);
  const { value } = proposal;
  return (
    <Frame eyebrow={words.proposal} heading={value?.title ? name(value.title) : id} show={show}>
      {proposal.problem && <Trouble problem={proposal.problem} />}
      {value && (
        <>
          <p><b>{statusWord(value.status, language)}</b>{value.inEffect && `, ${words.inEffect}`}</p>
          {value.mandate && <p><span class="step">{words.answers}</span> <button type="button" class="link" onClick={() => show({ page: "mandates", selected: { kind: "mandate", id: value.mandate! } })}>{value.mandate}</button></p>}
          <h3>{words.changesProposed(value.changeCount)}</h3>
          <ol class="proposed">{value.package?.changes.map((one, index) => <li key={index}>{orders[language][String(one["type"]) as OrderType] ?? String(one["type"])} <code>{String(one["unit"] ?? one["function"] ?? "")}</code></li>)}</ol>
        </>
      )}
      <StepsOf path={`/proposals/${encodeURIComponent(id)}/timeline${clocks}`} version={version} />
    </Frame>
  );
}

function Frame({ eyebrow, heading, show, children }: { eyebrow: string; heading: string; show(change: Partial<View>): void; children: preact.ComponentChildren }) {
  const { say } = useSpeech();
  return (
    <aside class="panel" aria-labelledby="panel-heading">
      <header>
        <p class="eyebrow">{eyebrow}</p>
        <button type="button" class="close" aria-label={say.close} title={say.close} onClick={() => show({ selected: null })}>×</button>
        <h2 id="panel-heading" tabindex={-1}>{heading}</h2>
      </header>
      {children}
    </aside>
  );
}

function StepsOf({ path, version }: { path: string; version: number }) {
  const { language, day } = useSpeech();
  const steps = useAnswer<StepsAnswer>(path, version);
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
