import { useState } from "preact/hooks";
import { query } from "../api";
import { begin, isAny, useDesk } from "../desk";
import { useSpeech } from "../i18n";
import { steps, stepWord } from "../i18n/steps";
import { statusWord, workflow } from "../i18n/workflow";
import { today } from "../model/days";
import { slug } from "../model/orders";
import { ISSUE } from "../model/steps";
import type { Mandate, Name, Proposal, Structure } from "../model/types";
import type { View } from "../model/view";
import { useChoices } from "../parts/OrderList";
import { StepForm } from "../parts/StepForms";
import { Loading } from "../parts/Loading";
import { Trouble } from "../parts/Trouble";
import { Named } from "../parts/Why";
import type { Register } from "../register";
import { useAnswers } from "../remembered";

/** As many lines as are asked for at once. */
const PAGE = 500;

/** The lines of a board so far, and what brings the next ones, while there are any. */
function useBoard<A extends { total: number }, T>(which: "mandates" | "proposals", view: Shown, version: number, lines: (answer: A) => T[]) {
  const { say } = useSpeech();
  const [pages, setPages] = useState(1);
  const filter = { organisation: view.organisation, effectiveOn: view.on, knownAt: view.known, limit: String(PAGE) };
  const board = useAnswers<{ total: number; lines: T[] }>(
    Array.from({ length: pages }, (_, page) => `/${which}${query({ ...filter, offset: String(page * PAGE) })}`), version,
    (...[answers]) => ({ total: (answers as A[])[0]!.total, lines: (answers as A[]).flatMap(lines) }),
  );
  const left = (board.value?.total ?? 0) - (board.value?.lines.length ?? 0);
  const more = left > 0 && <p class="more"><button type="button" onClick={() => setPages(pages + 1)}>+ {say.moreLines(left)}</button></p>;
  return { value: board.value?.lines, problem: board.problem, more };
}

type Shown = View & { on: string };
interface BoardProps {
  view: Shown;
  version: number;
  show(change: Partial<View>): void;
}

/** Which mandates there are on a day: their state, who answers for them, by when. */
export function MandateBoard({ view, version, register, structure, show }: BoardProps & { register: Register; structure: Structure }) {
  const { say, language, day, name } = useSpeech();
  const desk = useDesk();
  const { acts } = register;
  const [isIssuing, setIssuing] = useState(false);
  const choices = useChoices(structure, register, []);
  const words = workflow[language];
  const { more, ...board } = useBoard("mandates", view, version, (one: { total: number; mandates: Mandate[] }) => one.mandates);
  const trouble = board.problem && <Trouble problem={board.problem} onAgain={desk.refresh} />;
  return (
    <>
      {trouble}
      {desk.commands && isAny(desk, "officer") && (isIssuing
        ? (
          <div class="issuing">
            <StepForm name="issue" step={ISSUE} status="" choices={choices} onCancel={() => setIssuing(false)} send={async (written) => {
              const { id } = await begin(desk, "/mandates", slug(written["title"] as Name), { organisation: view.organisation, ...written }, "mandate-exists");
              setIssuing(false);
              show({ on: today(), known: null, selected: { kind: "mandate", id } });
            }} />
          </div>
        ) : <div class="toolbar"><button type="button" class="go" onClick={() => setIssuing(true)}>+ {stepWord("issue", language)}</button></div>)}
      {!board.value ? !trouble && <Loading organisation={view.organisation} /> : !board.value.length ? <p class="waiting">{words.noMandates}</p> : (
        <div class="scroller board" tabindex={0} role="region" aria-label={say.pages.mandates}>
          <table>
            <thead><tr><th scope="col">{words.mandate}</th><th scope="col">{words.status}</th><th scope="col">{words.lead}</th><th scope="col">{words.due}</th><th scope="col">{words.act}</th></tr></thead>
            <tbody>
              {board.value.map((mandate) => (
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
          {more}
        </div>
      )}
    </>
  );
}

/** What is proposed, and how far it is. */
export function ProposalBoard({ view, version, show }: BoardProps) {
  const { say, language } = useSpeech();
  const words = workflow[language];
  const { more, ...board } = useBoard("proposals", view, version, (one: { total: number; proposals: Proposal[] }) => one.proposals);
  const desk = useDesk();
  const trouble = board.problem && <Trouble problem={board.problem} onAgain={desk.refresh} />;
  return (
    <>
      {trouble}
      {desk.commands && isAny(desk, "officer") && (
        <div class="toolbar"><button type="button" class="go" onClick={() => show({ page: "draft", selected: null })}>+ {steps[language].draft}</button></div>
      )}
      {!board.value ? !trouble && <Loading organisation={view.organisation} /> : !board.value.length ? <p class="waiting">{words.noProposals}</p> : (
        <div class="scroller board" tabindex={0} role="region" aria-label={say.pages.proposals}>
          <table>
            <thead><tr><th scope="col">{words.proposal}</th><th scope="col">{words.status}</th><th scope="col">{words.changes}</th></tr></thead>
            <tbody>
              {board.value.map((proposal) => (
                <tr key={proposal.id} class={view.selected?.id === proposal.id ? "selected" : ""} onClick={() => show({ selected: { kind: "proposal", id: proposal.id } })}>
                  <th scope="row"><button type="button" class="link">{proposal.title ? <Named name={proposal.title} /> : proposal.id}</button></th>
                  <td>{statusWord(proposal.status, language)}{proposal.inEffect && `, ${words.inEffect}`}</td>
                  <td>{words.changesProposed(proposal.changeCount)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {more}
        </div>
      )}
    </>
  );
}
