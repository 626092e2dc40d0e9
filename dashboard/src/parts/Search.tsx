import { useMemo, useState } from "preact/hooks";
import { useSpeech } from "../i18n";
import type { Box } from "../model/comparison";
import { LANGUAGES, type Name } from "../model/types";

export interface Hit {
  unit: string;
  label: string;
  function?: string;
}

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Finds units and their functions by their names in any language, accents or not. */
export function hits(boxes: readonly Box[], wanted: string, name: (name: Name) => string): Hit[] {
  const words = plain(wanted).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const matches = (one: Name) => LANGUAGES.some((language) => one[language] && words.every((word) => plain(one[language]!).includes(word)));
  const units: Hit[] = [];
  const functions: Hit[] = [];
  for (const box of boxes) {
    if (box.movedTo !== undefined) continue;
    if (matches(box.unit.name) || box.id.includes(words.join("-"))) units.push({ unit: box.id, label: name(box.unit.name) });
    for (const one of box.unit.functions) if (matches(one.name)) functions.push({ unit: box.id, function: one.id, label: name(one.name) });
  }
  return [...units, ...functions];
}

export function Search({ boxes, text, onText, onHit }: { boxes: readonly Box[]; text: string; onText(text: string): void; onHit(hit: Hit): void }) {
  const { say, name } = useSpeech();
  const found = useMemo(() => hits(boxes, text, name), [boxes, text, name]);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const shown = found.slice(0, 9);
  const choose = (hit: Hit | undefined) => {
    if (!hit) return;
    setOpen(false);
    onHit(hit);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setActive(Math.min(active + 1, shown.length - 1)), setOpen(true);
    else if (event.key === "ArrowUp") setActive(Math.max(active - 1, 0));
    else if (event.key === "Enter") choose(shown[Math.max(active, 0)]);
    else if (event.key === "Escape") onText(""), setOpen(false);
    else return;
    event.preventDefault();
  };
  const open = isOpen && !!text.trim();
  return (
    <div class="search" onFocusOut={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOpen(false)}>
      <input
        {...{ role: "combobox" } as object} aria-label={say.search} placeholder={say.search} value={text} autocomplete="off" aria-autocomplete="list"
        aria-expanded={open} aria-controls="hits" {...(open && active >= 0 && { "aria-activedescendant": `hit-${active}` })}
        onInput={(event) => (onText(event.currentTarget.value), setOpen(true), setActive(-1))} onFocus={() => setOpen(true)} onKeyDown={onKey}
      />
      <ul id="hits" role="listbox" aria-label={say.search} hidden={!open || !shown.length}>
        {shown.map((hit, index) => (
          <li
            key={`${hit.unit} ${hit.function ?? ""}`} id={`hit-${index}`} role="option" aria-selected={index === active} class={hit.function ? "function" : ""}
            onMouseDown={(event) => (event.preventDefault(), choose(hit))}
          >
            {hit.label}
          </li>
        ))}
      </ul>
      <span class="count" role="status">{text.trim() ? (found.length ? say.found(found.length) : say.notFound) : ""}</span>
    </div>
  );
}
