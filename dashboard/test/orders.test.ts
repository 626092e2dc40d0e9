import { describe, expect, test } from "vitest";
import { form, orders } from "../src/i18n/orders";
import { changesOf, draftsOf, isChange, missing, ORDERS, ORDER_TYPES, packageOf, placeOf, placeOfField, slug, type Draft, type Field, type PackageDraft } from "../src/model/orders";
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

  test("that was written elsewhere loses nothing when it is written on", () => {
    const changes = [
      { type: "CreateUnit", unit: "press", kind: "office", name: { en: "Press" }, evidence: { source: "assumed" }, functions: [{ id: "news", name: { en: "News" } }], effectiveOn: "2016-02-01" },
      { type: "MergeUnits", units: ["a", "b"], into: { name: { es: "Unidad" }, kind: "office" } },
      { type: "RedistributeFunction", function: "news", from: "press", to: "media" },
    ];
    expect(changesOf(draftsOf(changes, "en"), () => undefined)).toEqual(changes);
    expect(draftsOf([{ type: "RenameUnit", unit: "press", name: "Prensa" }], "es")[0]!.values).toEqual({ unit: "press", name: { es: "Prensa" } });
  });

  test("gives a new unit the id by which another order names it, and leaves the ids of others to the register", () => {
    const orders: Draft[] = [
      { type: "CreateUnit", values: { kind: "office", name: { es: "Área Jurídica" } } },
      { type: "CreateUnit", values: { kind: "office", name: { es: "Contratos" }, parent: "area-juridica" } },
    ];
    expect(changesOf(orders, () => undefined).map((change) => change["unit"])).toEqual(["area-juridica", undefined]);
  });

  test("gives no new unit the id of one that is there, such as that of the unit that it follows", () => {
    const into = { name: { en: "Press Office" }, kind: "office" };
    const orders: Draft[] = [{ type: "ConvertUnit", values: { unit: "press-office", into } }, { type: "RenameUnit", values: { unit: "press-office", name: { en: "Office" } } }];
    expect(changesOf(orders, () => undefined, new Set(["press-office"]))[0]!["into"]).toEqual(into);
    expect(changesOf(orders.slice(0, 1), () => undefined)[0]!["into"]).toEqual(into);
    expect(changesOf([{ type: "CreateUnit", values: { kind: "office", name: { en: "Office" } } }, orders[0]!], () => undefined)[0]!["unit"]).toBeUndefined();
  });

  test("tells what is missing, order by order", () => {
    expect(missing([{ type: "RenameUnit", values: { name: { en: "" } } }])).toEqual([{ order: 0, field: "unit" }, { order: 0, field: "name" }]);
    expect(missing([{ type: "MoveUnit", values: { unit: "press" } }])).toEqual([]);
  });
});

describe("a refusal is shown", () => {
  const written = draft({ type: "EliminateUnit", values: { unit: "treasury", successor: "cabinet" } });
  test.each([
    [{ index: 0, code: "subordinates-remain", unit: "treasury", subordinates: ["tax"] }, { order: 0, field: "subordinates" }],
    [{ index: 0, code: "unit-not-in-force", unit: "treasury" }, { order: 0, field: "unit" }],
    [{ index: 0, code: "superior-unknown", id: "cabinet" }, { order: 0, field: "successor" }],
    [{ index: 0, code: "later-change-impossible", change: "e1" }, { order: 0, field: null }],
    [{ index: 0, code: "authority-rescinded", resolution: "res-1" }, { order: -1, field: "authority" }],
  ])("%o", (refusal, place) => expect(placeOf(refusal, written.orders)).toEqual(place));

  test("bad input too", () => {
    expect(placeOfField("changes[1].name.en")).toEqual({ order: 1, field: "name" });
    expect(placeOfField("package.changes[0].unit")).toEqual({ order: 0, field: "unit" });
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

test("only changes of the structure can be corrected", () =>
  expect(["UnitCreated", "UnitsMerged", "ReportingLinesSet", "FunctionRedistributed", "CoordinationLinked", "ProgressReported", "ProposalDrafted", "ChangeAnnulled"].filter(isChange))
    .toEqual(["UnitCreated", "UnitsMerged", "ReportingLinesSet", "FunctionRedistributed", "CoordinationLinked"]));

test("an id is made of a name", () => expect(slug({ es: "Oficina de Planificación y Evaluación" })).toBe("oficina-de-planificacion-y-evaluacion"));
