import { useEffect, useState } from "preact/hooks";
import { messages, usualLanguage } from "../i18n";
import { LANGUAGES, type Language } from "../model/types";
import { beginSignIn, type SignIn } from "../session";
import { usePalette } from "../theme";

/** What one sees before signing in. */
export function Entrance({ how, isReady, trouble }: { how?: SignIn; isReady: boolean; trouble?: string }) {
  usePalette();
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem("language") as Language | null) ?? usualLanguage());
  const [failure, setFailure] = useState<string | undefined>();
  const say = messages[language];
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = "Mandatum";
  }, [language]);
  const said = failure ?? trouble;
  return (
    <main id="content" class="entrance">
      <svg viewBox="0 0 32 32" width="64" height="64" aria-hidden="true"><rect width="32" height="32" rx="7" class="mark" /><path d="M16 8v6M8 24v-4h16v4M16 14v6" fill="none" stroke="#fff" stroke-width="2.2" /><circle cx="16" cy="8" r="3" fill="#fff" /><circle cx="8" cy="24" r="2.6" fill="#fff" /><circle cx="24" cy="24" r="2.6" fill="#fff" /></svg>
      <h1>Mandatum</h1>
      <p class="lead">{say.welcome}</p>
      {isReady ? <button type="button" class="go" disabled={!how} onClick={() => how && beginSignIn(how).catch((error: unknown) => setFailure(String(error)))}>{say.signIn}</button> : <p role="status">{say.loading}</p>}
      {said && <p class="warning" role="alert">{say.signInFailed} {said}</p>}
      <div class="languages" role="group" aria-label="Language">
        {LANGUAGES.map((one) => (
          <button key={one} type="button" lang={one} aria-pressed={one === language} onClick={() => (localStorage.setItem("language", one), setLanguage(one))}>{messages[one].language}</button>
        ))}
      </div>
    </main>
  );
}
