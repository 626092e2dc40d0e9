import { isDay } from "./days";
import { LANGUAGES, type Language } from "./types";

export const PAGES = ["chart", "table", "flows", "mandates", "proposals", "draft", "preview", "submit"] as const;
export type Page = (typeof PAGES)[number];

/** A line is "unit:superior", a link "unit:unit". */
const SELECTIONS = ["unit", "function", "line", "link", "mandate", "proposal"] as const;
export type Selection = { kind: (typeof SELECTIONS)[number]; id: string };

/** All that a link to a view must say: copied into a document, it opens the same view again. */
export interface View {
  organisation: string | null;
  page: Page;
  /** The day looked at; null until the register has said which days tell a story. */
  on: string | null;
  /** The day compared with; null: no comparison. */
  compare: string | null;
  /** What was known by then; null: what is known now. */
  known: string | null;
  selected: Selection | null;
  language: Language;
  lines: boolean;
  links: boolean;
}

export function readView(url: URL, usualLanguage: Language, usualPage: Page): View {
  const [, first, organisation, page] = url.pathname.split("/");
  const query = url.searchParams;
  const day = (name: string) => {
    const text = query.get(name);
    return text !== null && isDay(text) ? text : null;
  };
  const kind = SELECTIONS.find((one) => query.has(one));
  const known = query.get("known");
  const shown = (query.get("show") ?? "").split(",");
  return {
    organisation: first === "o" && organisation ? decodeURIComponent(organisation) : null,
    page: PAGES.find((one) => one === page) ?? usualPage,
    on: day("on"),
    compare: day("compare"),
    known: known !== null && !Number.isNaN(Date.parse(known)) ? known : null,
    selected: kind ? { kind, id: query.get(kind) ?? "" } : null,
    language: LANGUAGES.find((one) => one === query.get("lang")) ?? usualLanguage,
    lines: shown.includes("lines"),
    links: shown.includes("links"),
  };
}

export function linkTo(view: View): string {
  if (view.organisation === null) return "/";
  const query = new URLSearchParams();
  if (view.on) query.set("on", view.on);
  if (view.compare) query.set("compare", view.compare);
  if (view.known) query.set("known", view.known);
  if (view.selected) query.set(view.selected.kind, view.selected.id);
  const shown = [view.lines && "lines", view.links && "links"].filter(Boolean).join(",");
  if (shown) query.set("show", shown);
  query.set("lang", view.language);
  return `/o/${encodeURIComponent(view.organisation)}/${view.page}?${query}`;
}
