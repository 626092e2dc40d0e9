import { useEffect, useRef, useState } from "preact/hooks";
import { useSpeech } from "../i18n";
import { dayNumber, isDay, today } from "../model/days";
import { dayAt, neighbour, stopOf, stops, type Timeline } from "../model/timeline";
import type { View } from "../model/view";

const STEP = 900;
/** How much of the track, in percent, the name of an act may take. */
const NAME = 17;

export function TimeBar({ view, line, show }: { view: View; line: Timeline; show(change: Partial<View>, replace?: boolean): void }) {
  const { say, day } = useSpeech();
  const on = view.on ?? today();
  const [isPlaying, setPlaying] = useState(false);
  const latest = useRef({ on, line });
  latest.current = { on, line };
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => {
      const next = neighbour(latest.current.on, latest.current.line, 1);
      if (next) show({ on: next }, true);
      else setPlaying(false);
    }, STEP);
    return () => clearInterval(timer);
  }, [isPlaying]);
  const play = () => {
    if (!isPlaying && !neighbour(on, line, 1)) show({ on: line.moments[0]?.day ?? on, compare: null });
    setPlaying(!isPlaying);
  };
  const [earlier, later] = [neighbour(on, line, -1), neighbour(on, line, 1)];
  const known = view.known;
  return (
    <section class="timebar" aria-label={say.timeline}>
      <div class="player" role="group" aria-label={say.play}>
        <button type="button" disabled={!earlier} onClick={() => earlier && show({ on: earlier })} aria-label={say.earlier} title={say.earlier}><Icon path="M11 3 5 8l6 5zM4 3v10" /></button>
        <button type="button" class="primary" onClick={play} aria-label={isPlaying ? say.pause : say.play} title={isPlaying ? say.pause : say.play}>
          <Icon path={isPlaying ? "M5 3v10M11 3v10" : "M5 3l8 5-8 5z"} />
        </button>
        <button type="button" disabled={!later} onClick={() => later && show({ on: later })} aria-label={say.later} title={say.later}><Icon path="M5 3l6 5-6 5zM12 3v10" /></button>
      </div>
      <Track view={view} on={on} line={line} show={show} />
      <div class="dates">
        <DayField label={say.structureOn} value={on} onChange={(value) => show({ on: value })} />
        {view.compare === null
          ? <button type="button" onClick={() => show({ compare: earlier ?? line.first })}>{say.compare}</button>
          : <DayField label={say.comparedWith} value={view.compare} onChange={(value) => show({ compare: value })} onClear={() => show({ compare: null })} clear={say.stopComparing} />}
        {known === null
          ? <button type="button" class="quiet" title={say.setKnownAt} onClick={() => show({ known: new Date().toISOString().slice(0, 19) + "Z" })}>{say.knownNow} ▾</button>
          : <MomentField label={say.knownAt} value={known} onChange={(value) => show({ known: value })} onClear={() => show({ known: null })} clear={say.knownNow} />}
      </div>
      <span class="visually-hidden" aria-live="polite">{isPlaying ? "" : `${say.structureOn} ${day(on)}`}</span>
    </section>
  );
}

const Icon = ({ path }: { path: string }) => (
  <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d={path} fill="currentColor" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round" /></svg>
);

function Track({ view, on, line, show }: { view: View; on: string; line: Timeline; show(change: Partial<View>, replace?: boolean): void }) {
  const { say, day, language } = useSpeech();
  const all = stops(line);
  const percent = (one: string) => `${(stopOf(one, line) / all) * 100}%`;
  const busiest = Math.max(1, ...line.moments.map((moment) => moment.changes));
  const ticks = ticksOf(line);
  const month = new Intl.DateTimeFormat(language, { month: "short", year: "numeric", timeZone: "UTC" });
  // Names of acts where there is room beside their marks; all are in the titles.
  const acts = line.moments.filter((moment) => moment.acts.length).map((moment) => ({ moment, at: (stopOf(moment.day, line) / all) * 100 }));
  const named = acts.flatMap(({ moment, at }, index) => {
    const act = moment.acts.find((one) => one.kind === "resolution");
    if (!act) return [];
    if ((acts[index + 1]?.at ?? 100) - at > NAME) return [{ moment, act, at, side: "" }];
    return at - (acts[index - 1]?.at ?? 0) > 2 * NAME ? [{ moment, act, at, side: "end" }] : [];
  });
  return (
    <div class="track">
      <div class="marks" aria-hidden="true">
        {named.map(({ moment, act, at, side }) => <span key={moment.day} class={`act-name ${side}`} style={{ left: `${at}%`, maxWidth: `${NAME}%` }}>{act.symbol}</span>)}
        {line.moments.map((moment) => (
          <span key={moment.day} class="moment" style={{ left: percent(moment.day) }}>
            {moment.acts.length > 0 && (
              <i class={`act ${moment.acts.some((act) => act.kind === "resolution") ? "resolution" : "order"}`}
                title={moment.acts.map((act) => say.adoptedOn(act.symbol, day(act.adoptedOn))).join("\n")} onClick={() => show({ on: moment.day })} />
            )}
            {moment.changes > 0 && (
              <i class="changes" style={{ width: `${7 + 9 * Math.sqrt(moment.changes / busiest)}px`, height: `${7 + 9 * Math.sqrt(moment.changes / busiest)}px` }}
                title={say.changesOn(moment.changes, day(moment.day))} onClick={() => show({ on: moment.day })} />
            )}
          </span>
        ))}
        {view.compare && <span class="compared" style={{ left: percent(view.compare < on ? view.compare : on), width: `${(Math.abs(stopOf(on, line) - stopOf(view.compare, line)) / all) * 100}%` }} />}
      </div>
      <input
        type="range" min={0} max={all} step={1} value={stopOf(on, line)} aria-label={say.timeline} aria-valuetext={day(on)}
        onInput={(event) => show({ on: dayAt(Number(event.currentTarget.value), line) }, true)}
      />
      <div class="ticks" aria-hidden="true">
        {ticks.map((tick) => <span key={tick} style={{ left: percent(tick) }}>{month.format(Date.parse(tick))}</span>)}
        {line.broken && <span class="now" style={{ left: "100%" }}>{say.today}</span>}
      </div>
    </div>
  );
}

/** About six, at the beginnings of quarters, years or decades. */
function ticksOf(line: Timeline): string[] {
  const [from, to] = [new Date(line.first), new Date(line.last)];
  const months = (to.getTime() - from.getTime()) / 86_400_000 / 30.4;
  const every = [1, 3, 6, 12, 24, 60, 120, 240, 600].find((step) => months / step <= 7) ?? 1200;
  const ticks: string[] = [];
  for (let month = Math.ceil((from.getUTCFullYear() * 12 + from.getUTCMonth() + 0.01) / every) * every; ; month += every) {
    const tick = `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}-01`;
    if (tick > line.last) return ticks;
    if (dayNumber(line.last) - dayNumber(tick) > stops(line) * 0.06) ticks.push(tick);
  }
}

function DayField({ label, value, onChange, onClear, clear }: { label: string; value: string; onChange(day: string): void; onClear?: () => void; clear?: string }) {
  const { say, day } = useSpeech();
  return <Field label={label} value={value} shown={day(value)} hint={say.dayFormat} isValid={isDay} complaint={say.badDay} onChange={onChange} {...(onClear && { onClear, clear: clear! })} width={10} />;
}

function MomentField({ label, value, onChange, onClear, clear }: { label: string; value: string; onChange(day: string): void; onClear: () => void; clear: string }) {
  const { say, moment } = useSpeech();
  const isMoment = (text: string) => isDay(text) || (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text)));
  return <Field label={label} value={value} shown={isDay(value) ? value : moment(value)} hint={say.dayFormat} isValid={isMoment} complaint={say.badDay} onChange={onChange} onClear={onClear} clear={clear} width={19} />;
}

/** A day in writing: native fields do not speak the page's language. What it means is said beside it, in words. */
function Field({ label, value, shown, hint, isValid, complaint, onChange, onClear, clear, width }: {
  label: string; value: string; shown: string; hint: string; isValid(text: string): boolean; complaint: string; onChange(text: string): void;
  onClear?: () => void; clear?: string; width: number;
}) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const isBad = !isValid(text);
  const settle = () => (isValid(text) ? text !== value && onChange(text) : setText(value));
  return (
    <span class="field">
      <label>
        <span class="label">{label} <b>{shown}</b></span>
        <input
          value={text} size={width} maxLength={30} placeholder={hint} title={hint} spellcheck={false} inputMode="numeric" aria-invalid={isBad}
          onInput={(event) => setText(event.currentTarget.value.trim())} onBlur={settle} onKeyDown={(event) => event.key === "Enter" && settle()}
        />
      </label>
      {onClear && <button type="button" class="clear" onClick={onClear} aria-label={clear} title={clear}>×</button>}
      {isBad && <span class="complaint" role="alert">{complaint}</span>}
    </span>
  );
}
