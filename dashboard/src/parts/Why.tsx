import { useSpeech } from "../i18n";
import { eventWords } from "../i18n/events";
import { statusWord } from "../i18n/workflow";
import type { Evidence, Name, Organ, Why } from "../model/types";
import { Receipt } from "./Receipt";

/** A name in the page's language: said to be a translation, or marked with the language that it is in. */
export function Named({ name }: { name: Name }) {
  const speech = useSpeech();
  const foreign = speech.foreign(name);
  return foreign
    ? <span lang={foreign}>{speech.name(name)}</span>
    : <>{speech.name(name)}{speech.isTranslated(name) && <abbr class="translated" title={speech.say.translated}>†</abbr>}</>;
}

export function EvidenceNote({ evidence }: { evidence: Evidence }) {
  const { say } = useSpeech();
  return (
    <span class={`evidence ${evidence.source}`}>
      <b>{say.sources[evidence.source]}</b>{evidence.reference && <span lang="en">: {evidence.reference}</span>}
    </span>
  );
}

/** The chain from what is in force back to the event, the act and its words, the people, the receipt. */
export function Chain({ chain, organs }: { chain: readonly Why[]; organs: readonly Organ[] }) {
  const { say, language, day, moment, name } = useSpeech();
  const byEvent = new Map<string, { why: Why; respects: string[] }>();
  for (const why of chain) {
    const known = byEvent.get(why.event);
    if (known) known.respects.push(why.respect);
    else byEvent.set(why.event, { why, respects: [why.respect] });
  }
  return (
    <ol class="chain">
      {[...byEvent.values()].map(({ why, respects }) => {
        const { authority } = why;
        const organ = organs.find((one) => one.id === authority.organ);
        return (
          <li key={why.event}>
            <p class="respect">{respects.map((respect) => say.respects[respect] ?? respect).join(" · ")}</p>
            <p class="what"><b>{eventWords(why.type, language)}</b> · {say.effectiveOn.toLowerCase()} <time dateTime={why.effectiveOn}>{day(why.effectiveOn)}</time></p>
            <div class="act">
              <p>
                <span class="step">{say.restsOn}</span>{" "}
                {authority.url ? <a href={authority.url} rel="noreferrer">{authority.symbol ?? authority.resolution}</a> : <b>{authority.symbol ?? authority.resolution}</b>}
                {authority.paragraph && <>, {say.paragraph} {authority.paragraph}</>}
                {authority.rescinded && <span class="warning"> {say.rescinded(day(authority.rescinded.effectiveOn))}</span>}
              </p>
              {authority.text && <blockquote lang="en">{authority.text}</blockquote>}
              {!authority.text && authority.title && <p class="title"><Named name={authority.title} /></p>}
              {(organ || authority.adoptedOn) && <p class="faint">{organ && name(organ.name)}{organ && authority.adoptedOn && ", "}{authority.adoptedOn && day(authority.adoptedOn)}</p>}
            </div>
            {authority.mandate && <p><span class="step">{say.pages.mandates}</span> {why.mandate ? <><Named name={why.mandate.title} /> <span class="faint">({statusWord(why.mandate.status, language)})</span></> : authority.mandate}</p>}
            {why.proposal && <p><span class="step">{say.pages.proposals}</span> <Named name={why.proposal.title} /> <span class="faint">({statusWord(why.proposal.status, language)})</span></p>}
            <dl>
              <dt>{say.orderedBy}</dt><dd>{why.actor ? (why.actor.name ?? why.actor.subject) : <span class="faint">{say.notNamed}</span>}</dd>
              <dt>{say.recordedAt}</dt><dd><time dateTime={why.recordedAt}>{moment(why.recordedAt)}</time></dd>
              {why.evidence && <><dt>{say.evidence}</dt><dd><EvidenceNote evidence={why.evidence} /></dd></>}
            </dl>
            {why.note && <p class="note" lang="en">{why.note}</p>}
            {why.corrected?.map((one) => (
              <p class="warning" key={one.event}>{say.corrected}: {eventWords(one.type, language)} ({moment(one.recordedAt)}){one.reason && `: ${one.reason}`}</p>
            ))}
            <Receipt event={why.event} position={why.position} {...(why.receipt && { sha256: why.receipt.sha256 })} />
          </li>
        );
      })}
    </ol>
  );
}
