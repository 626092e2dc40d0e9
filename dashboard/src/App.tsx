import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Spoken, speech, usualLanguage } from "./i18n";
import { useStream, type Arrival } from "./live";
import { counting } from "./model/counting";
import { isOfStructure } from "./model/orders";
import { firstComparison } from "./model/story";
import { today } from "./model/days";
import type { Language, Organisation } from "./model/types";
import { ask } from "./api";
import { AtDesk, type Desk } from "./desk";
import { Entrance } from "./views/Entrance";
import { currentSession, finishSignIn, signInAgain, signOut, watchOver, type Session, type SignIn } from "./session";
import { linkTo, readView, type Page, type View } from "./model/view";
import { Banner } from "./parts/Banner";
import { Loading } from "./parts/Loading";
import { Trouble } from "./parts/Trouble";
import { forgetAll, remembered, structureOf, useAnswer } from "./remembered";
import { useRegister } from "./register";
import { usePalette } from "./theme";
import { Workspace } from "./views/Workspace";

const isPhone = () => matchMedia("(max-width: 760px)").matches;
const usualPage = (): Page => (isPhone() ? "table" : "chart");
const current = () => readView(new URL(location.href), chosenLanguage() ?? usualLanguage(), usualPage());
const chosenLanguage = () => (localStorage.getItem("language") as Language | null);

/** Lets in whoever has signed in; what they asked for waits. */
export function App() {
  const [entrance, setEntrance] = useState<{ how?: SignIn; session: Session | null; isOver?: boolean; trouble?: string; isReady: boolean }>({ session: currentSession(), isReady: false });
  useEffect(() => {
    ask<SignIn>("/sign-in").then(async (how) => {
      const trouble = await finishSignIn(how).then(() => undefined, (failure: unknown) => String(failure));
      setEntrance({ how, session: currentSession(), isReady: true, ...(trouble && { trouble }) });
    }, (failure: unknown) => setEntrance({ session: null, isReady: true, trouble: String(failure) }));
  }, []);
  const { session, how, isReady, isOver = false } = entrance;
  const signedIn = (next: Session) => setEntrance((before) => ({ ...before, session: next, isOver: false }));
  useEffect(() => (session && !isOver ? watchOver(session, how, signedIn, () => setEntrance((before) => ({ ...before, isOver: true }))) : undefined), [session, how, isOver]);
  const leave = () => {
    forgetAll();
    setEntrance({ ...(how && { how }), session: null, isReady: false });
    signOut(how).then(
      (goes) => !goes && setEntrance((before) => ({ ...before, isReady: true })),
      (failure: unknown) => setEntrance((before) => ({ ...before, isReady: true, trouble: String(failure) })),
    );
  };
  // Whoever is signed in need not wait for the way to sign in. When their session ends, what they are writing stays.
  if (session) return <Page session={session} commands={how?.commandService ?? null} leave={leave} {...(isOver && how && { signInAgain: () => signInAgain(how, session, signedIn) })} />;
  return <Entrance {...(how && { how })} isReady={isReady} {...(entrance.trouble && { trouble: entrance.trouble })} />;
}

/** @param signInAgain where the session is over */
function Page({ session, commands, leave, signInAgain }: { session: Session; commands: string | null; leave(): void; signInAgain?: () => void }) {
  const [view, setView] = useState<View>(current);
  const [version, setVersion] = useState(0);
  const [news, setNews] = useState(NO_NEWS);
  const [resumed, setResumed] = useState(false);
  const latest = useRef(view);
  latest.current = view;
  const show = useCallback((change: Partial<View>, replace = false) => {
    const next = { ...latest.current, ...change };
    if (change.language) localStorage.setItem("language", change.language);
    latest.current = next;
    if (replace) history.replaceState(null, "", linkTo(next));
    else history.pushState(null, "", linkTo(next));
    setView(next);
  }, []);
  useEffect(() => {
    const back = () => setView(current());
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, []);

  // Asked for at once, since it takes longest; the workspace finds it there.
  useEffect(() => {
    if (view.organisation && view.on) remembered(structureOf(view.organisation, view.on, view.known)).catch(() => undefined);
  }, []);
  const organisations = useAnswer<{ organisations: Pick<Organisation, "id" | "name">[] }>("/organisations", 0);
  const first = organisations.value?.organisations[0];
  useEffect(() => {
    if (view.organisation === null && first) show({ organisation: first.id }, true);
  }, [first]);
  const { register, problem } = useRegister(view.organisation, version);
  const mine = register?.organisation.id === view.organisation ? register : undefined;
  // A first visitor sees a story: the latest changes that a resolution required, before and after.
  useEffect(() => {
    if (!mine?.isWhole || view.on !== null) return;
    show(firstComparison(counting(mine.log, mine.amendments), mine.acts) ?? { on: today() }, true);
  }, [mine, view.on]);

  const refresh = useCallback(() => (forgetAll(), setVersion((before) => before + 1)), []);
  // Many events may come at once: they are asked after together.
  const soon = useRef<number | null>(null);
  const connection = useStream(view.organisation, mine?.isWhole ? Math.max(mine.organisation.position, mine.log.at(-1)?.position ?? 0) : null, (events) => {
    setNews((before) => told(before, events));
    soon.current ??= setTimeout(() => ((soon.current = null), refresh()), TOGETHER);
  }, () => (setResumed(true), refresh()));
  const isOver = signInAgain !== undefined;
  const wasOver = useRef(false);
  useEffect(() => {
    if (wasOver.current && !isOver) refresh();
    wasOver.current = isOver;
  }, [isOver]);

  const spoken = useMemo(() => speech(view.language, mine?.organisation.language ?? "en"), [view.language, mine?.organisation.language]);
  const { palette, theme, setTheme } = usePalette();
  useEffect(() => {
    document.documentElement.lang = view.language;
    const name = mine ? spoken.name(mine.organisation.name) : "";
    document.title = [spoken.say.pages[view.page], view.on && spoken.day(view.on), name, "Mandatum"].filter(Boolean).join(" · ");
  }, [spoken, view.page, view.on, mine]);

  const desk = useMemo((): Desk => ({ session, commands, refresh }), [session, commands]);
  const { say } = spoken;
  return (
    <AtDesk.Provider value={desk}>
    <Spoken.Provider value={spoken}>
      <a class="skip" href="#content">{say.skip}</a>
      <Banner view={view} show={show} organisations={organisations.value?.organisations ?? []} connection={connection} theme={theme} setTheme={setTheme} session={session} leave={leave} />
      {mine && view.on !== null
        ? <Workspace view={{ ...view, on: view.on }} show={show} register={mine} version={version} palette={palette} />
        : (
          <main id="content" class="waiting">
            {(problem ?? organisations.problem)
              ? <Trouble problem={(problem ?? organisations.problem)!} onAgain={() => (forgetAll(), location.reload())} />
              : organisations.value && !first ? <p>{say.emptyRegister}</p> : <Loading organisation={view.organisation} />}
          </main>
        )}
      {signInAgain && (
        <div class="news" role="alert">
          <div class="toast"><p>{say.sessionOver}</p><button type="button" onClick={signInAgain}>{say.signInAgain}</button></div>
        </div>
      )}
      {!signInAgain && <News news={news} resumed={resumed} view={view} show={show} clear={() => (setNews(NO_NEWS), setResumed(false))} />}
    </Spoken.Provider>
    </AtDesk.Provider>
  );
}

/** What arrived since the reader was told last: a page may stand open for weeks. */
interface Told {
  changes: number;
  steps: number;
  last: Arrival | null;
}
const NO_NEWS: Told = { changes: 0, steps: 0, last: null };
/** In milliseconds. */
const TOGETHER = 400;

function told(before: Told, events: readonly Arrival[]): Told {
  const changes = events.filter((event) => isOfStructure(event.type));
  return {
    changes: before.changes + changes.length,
    steps: before.steps + events.length - changes.length,
    last: changes.findLast((event) => event.effectiveOn) ?? before.last,
  };
}

/** Tells what arrived without moving the reader; going there is theirs to choose. */
function News({ news: { changes, steps, last }, resumed, view, show, clear }: { news: Told; resumed: boolean; view: View; show(change: Partial<View>): void; clear(): void }) {
  const { say, day } = speech(view.language, "en");
  return (
    <div class="news" role="status" aria-live="polite">
      {last && (
        <div class="toast">
          <p>{say.arrived(changes, day(last.effectiveOn))}</p>
          {last.effectiveOn !== view.on && <button type="button" onClick={() => (show({ on: last.effectiveOn }), clear())}>{say.goThere}</button>}
          <button type="button" class="close" aria-label={say.close} onClick={clear}>×</button>
        </div>
      )}
      {!last && (steps > 0 || resumed) && <div class="toast"><p>{steps ? say.stepsArrived(steps) : say.live.resumed}</p><button type="button" class="close" aria-label={say.close} onClick={clear}>×</button></div>}
    </div>
  );
}

