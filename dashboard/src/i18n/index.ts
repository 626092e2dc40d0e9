import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { LANGUAGES, type Language, type Name } from "../model/types";
import { en, type Messages } from "./en";
import { es } from "./es";
import { fr } from "./fr";
import { pt } from "./pt";

export const messages: Record<Language, Messages> = { en, es, pt, fr };

export function usualLanguage(): Language {
  for (const wanted of navigator.languages)
    for (const language of LANGUAGES) if (wanted.toLowerCase().startsWith(language)) return language;
  return "en";
}

/** How the page speaks: its words, and names and days in its language. */
export interface Speech {
  language: Language;
  say: Messages;
  /** The name in the page's language, else in the register's, else in any. */
  name(name: Name): string;
  /** In which language {@link name} answers; null when it is the page's. */
  foreign(name: Name): Language | null;
  /** True where the name is shown in a language other than that in which acts are recorded. */
  isTranslated(name: Name): boolean;
  day(day: string): string;
  moment(instant: string): string;
}

export function speech(language: Language, register: Language): Speech {
  const days = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  const moments = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" });
  const spoken = (name: Name) => [language, register, ...LANGUAGES].find((one) => name[one]) ?? language;
  return {
    language,
    say: messages[language],
    name: (name) => name[spoken(name)] ?? "",
    foreign: (name) => (spoken(name) === language ? null : spoken(name)),
    isTranslated: (name) => spoken(name) === language && language !== register,
    day: (day) => days.format(Date.parse(`${day}T00:00:00Z`)),
    moment: (instant) => `${moments.format(Date.parse(instant))} UTC`,
  };
}

export const Spoken = createContext<Speech>(speech("en", "en"));
export const useSpeech = () => useContext(Spoken);
