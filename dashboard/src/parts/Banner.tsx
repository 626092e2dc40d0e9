import type { Connection } from "../live";
import { messages, useSpeech } from "../i18n";
import { LANGUAGES, type Organisation } from "../model/types";
import { linkTo, type Page, type View } from "../model/view";
import type { Session } from "../session";
import type { Theme } from "../theme";

const SHOWN: Page[] = ["chart", "table", "flows", "mandates", "proposals", "submit"];

export function Banner({ view, show, organisations, connection, theme, setTheme, session, leave }: {
  view: View; show(change: Partial<View>): void; organisations: Pick<Organisation, "id" | "name">[]; connection: Connection; theme: Theme; setTheme(theme: Theme): void;
  session: Session; leave(): void;
}) {
  const { say, name } = useSpeech();
  const own = organisations.find((one) => one.id === view.organisation);
  const next: Record<Theme, Theme> = { auto: "light", light: "dark", dark: "auto" };
  return (
    <header class="banner">
      <div class="brand">
        <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true"><rect width="32" height="32" rx="7" class="mark" /><path d="M16 8v6M8 24v-4h16v4M16 14v6" fill="none" stroke="#fff" stroke-width="2.2" /><circle cx="16" cy="8" r="3" fill="#fff" /><circle cx="8" cy="24" r="2.6" fill="#fff" /><circle cx="24" cy="24" r="2.6" fill="#fff" /></svg>
        {organisations.length > 1 ? (
          <>
          <h1 class="visually-hidden">{own ? name(own.name) : "Mandatum"}</h1>
          <select aria-label={say.chooseOrganisation} value={view.organisation ?? ""} onChange={(event) => show({ organisation: event.currentTarget.value, on: null, compare: null, selected: null })}>
            {organisations.map((one) => <option key={one.id} value={one.id}>{name(one.name)}</option>)}
          </select>
          </>
        ) : <h1>{own ? name(own.name) : "Mandatum"}</h1>}
      </div>
      <nav aria-label={say.tagline}>
        {SHOWN.filter((page) => page !== "submit" || session.roles.includes("officer")).map((page) => (
          <a key={page} href={linkTo({ ...view, page })} aria-current={view.page === page || (page === "proposals" && (view.page === "draft" || view.page === "preview")) ? "page" : undefined}
            onClick={(event) => { if (!event.ctrlKey && !event.metaKey && !event.shiftKey) event.preventDefault(), show({ page }); }}>{say.pages[page]}</a>
        ))}
      </nav>
      <div class="settings">
        <span class={`live ${connection}`}>{connection === "off" ? say.live.off : connection === "on" ? say.live.on : ""}</span>
        <button type="button" class="quiet" onClick={() => setTheme(next[theme])} title={say.theme[theme]}>
          <svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true"><circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.6" /><path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" /></svg>
          <span class="theme-name">{say.theme[theme]}</span>
        </button>
        <div class="languages" role="group" aria-label="Language">
          {LANGUAGES.map((language) => (
            <button key={language} type="button" lang={language} aria-pressed={view.language === language} title={messages[language].language} onClick={() => show({ language })}>{language.toUpperCase()}</button>
          ))}
        </div>
        <details class="menu person">
          <summary>{session.name}</summary>
          <div><p class="faint">{session.roles.map((role) => say.roles[role] ?? role).join(", ")}</p><button type="button" onClick={leave}>{say.signOut}</button></div>
        </details>
      </div>
    </header>
  );
}
