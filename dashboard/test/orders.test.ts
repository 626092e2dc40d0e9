import { describe, expect, test } from "vitest";
import { form, orders } from "../src/i18n/orders";
import { missing, ORDERS, ORDER_TYPES, packageOf, placeOf, placeOfField, slug, type Draft, type Field, type PackageDraft } from "../src/model/orders";
import { LANGUAGES } from "../src/model/types";

const draft = (...written: Draft[]): PackageDraft => ({ resolution: "res-1", paragraph: "", effectiveOn: "2016-01-01", note: "", orders: written });

describe("a package", () => {
  test("leaves out what was left empty, and says who gives a function away", () => {
    const body = packageOf(draft({ type: "RenameUnit", values: { unit: "press", name: { en: "Media", es: "" } } }, { type: "RedistributeFunction", values: { function: "news", to: "media" } }), () => "press");
    expect(body).toEqual({
      authority: { resolution: "res-1" }, effectiveOn: "2016-01-01",
      changes: [{ type: "RenameUnit", unit: "press", name: { en: "Media" } }, { type: "RedistributeFunction", function: "news", from: "press", to: "media" }],
    });
  });

  test("tells what is missing, order by order", () => {
    expect(missing(draft({ type: "RenameUnit", values: { name: { en: "" } } }))).toEqual([{ order: 0, field: "unit" }, { order: 0, field: "name" }]);
    expect(missing(draft({ type: "MoveUnit", values: { unit: "press" } }))).toEqual([]);
  });
});

describe("a refusal is shown", () => {
  const written = draft({ type: "EliminateUnit", values: { unit: "treasury", successor: "cabinet" } });
  test.each([
    [{ index: 0, code: "subordinates-remain", unit: "treasury", subordinates: ["tax"] }, { order: 0, field: "subordinates" }],
    [{ index: 0, code: "unit-not-in-force", unit: "treasury" }, { order: 0, field: "unit" }],
    [{ index: 0, code: "unknown-superior", id: "cabinet" }, { order: 0, field: "successor" }],
    [{ index: 0, code: "later-change-impossible", change: "e1" }, { order: 0, field: null }],
    [{ index: 0, code: "authority-rescinded", resolution: "res-1" }, { order: -1, field: "authority" }],
  ])("%o", (refusal, place) => expect(placeOf(refusal, written)).toEqual(place));

  test("bad input too", () => {
    expect(placeOfField("changes[1].name.en")).toEqual({ order: 1, field: "name" });
    expect(placeOfField("effectiveOn")).toEqual({ order: -1, field: "effectiveOn" });
  });
});

test("every order and every field of it has words in every language", () => {
  for (const language of LANGUAGES)
    for (const type of ORDER_TYPES) {
      expect(orders[language][type]).toBeTruthy();
      for (const field of ORDERS[type] as readonly Field[]) expect(form[language].fields[field.name], `${language} ${type}.${field.name}`).toBeTruthy();
    }
});

test("an id is made of a name", () => expect(slug({ es: "Oficina de Planificación y Evaluación" })).toBe("oficina-de-planificacion-y-evaluacion"));
