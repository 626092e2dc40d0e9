import { describe, expect, test } from "vitest";
import { messages } from "../src/i18n";
import { readEvents } from "../src/live";
import { readCsv, writeCsv } from "../src/model/csv";
import { isDay } from "../src/model/days";
import { linkTo, readView } from "../src/model/view";
import { wrap } from "../src/model/wrap";

test("a link opens the view that it was made of", () => {
  const link = "/o/oas/flows?on=2015-10-01&compare=2015-06-15&known=2026-01-01T00%3A00%3A00Z&unit=press&show=lines%2Clinks&lang=fr";
  expect(linkTo(readView(new URL(link, "http://x"), "en", "chart"))).toBe(link);
});

test("what a link says wrongly is left out", () => {
  expect(readView(new URL("http://x/o/oas/nonsense?on=2015-02-30&lang=xx"), "es", "table")).toMatchObject({ page: "table", on: null, language: "es" });
});

test("a day is a day of the calendar", () => {
  expect([isDay("2016-02-29"), isDay("2015-02-29"), isDay("1 May")]).toEqual([true, false, false]);
});

test("what was written as CSV reads the same, and no spreadsheet computes it", () => {
  const rows = [["name", "note"], ["Press, \"old\"", "two\nlines"], ["=1+1", ""]];
  expect(readCsv(writeCsv(rows))).toEqual([{ name: "Press, \"old\"", note: "two\nlines" }, { name: "'=1+1", note: "" }]);
});

test("names wrap at words, and inside a word only when it is wider than the box", () => {
  expect(wrap("Office of the Secretary General", 14, (text) => text.length)).toEqual(["Office of the", "Secretary", "General"]);
  expect(wrap("Donaudampfschifffahrt", 8, (text) => text.length)).toEqual(["Donaudam", "pfschiff", "fahrt"]);
});

test("events are read from a stream that breaks anywhere, heartbeats aside", () => {
  const event = 'id: 7\nevent: UnitRenamed\ndata: {"id":"e","position":7,"type":"org.mandatum.UnitRenamed.v1","subject":"press","effectiveon":"2016-01-01"}\n\n';
  const first = readEvents(`: still here\n\n${event.slice(0, 40)}`);
  expect(first.events).toEqual([]);
  expect(readEvents(first.rest + event.slice(40)).events).toEqual([{ id: "e", position: 7, type: "UnitRenamed", subject: "press", effectiveOn: "2016-01-01" }]);
});

describe("the headline", () => {
  test.each([
    ["en", "Five changes required by AG/RES. 2876, five in effect"], ["es", "Cinco cambios exigidos por AG/RES. 2876, cinco en vigor"],
    ["pt", "Cinco alterações exigidas pela AG/RES. 2876, cinco em vigor"], ["fr", "Cinq changements exigés par AG/RES. 2876, cinq en vigueur"],
  ] as const)("speaks %s", (language, text) => expect(messages[language].headline(5, "AG/RES. 2876", 5)).toBe(text));
});
