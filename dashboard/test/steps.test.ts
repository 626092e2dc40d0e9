import { describe, expect, test } from "vitest";
import { steps, stepWord } from "../src/i18n/steps";
import { fieldOf, ISSUE, MANDATE_STEPS, placeInStep, PROPOSAL_STEPS, stepsOf } from "../src/model/steps";
import { LANGUAGES } from "../src/model/types";

const considered = ["edit", "approval", "return", "rejection", "withdrawal"];

describe("the buttons of a proposal under consideration", () => {
  test.each([
    [["viewer", "auditor"], []], [["officer"], ["return", "withdrawal"]], [["approver"], ["approval", "return", "rejection"]],
    [["officer", "approver"], ["approval", "return", "rejection", "withdrawal"]],
  ] as const)("for %s are %s", (roles, shown) => expect(stepsOf(PROPOSAL_STEPS, considered, roles)).toEqual(shown));
});

describe("a refusal of a step is shown", () => {
  const { fields } = MANDATE_STEPS["assignment"]!;
  test.each([
    [{ index: 0, code: "unit-cannot-answer", unit: "press" }, "lead"], [{ index: 0, code: "unit-cannot-answer", unit: "radio" }, "units"],
    [{ index: 0, code: "effective-before-last-step" }, "effectiveOn"], [{ index: 0, code: "transition-impossible" }, null],
  ])("%o", (refusal, field) => expect(placeInStep(refusal, fields, { lead: "press", units: ["radio"] })).toBe(field));

  test("at the act, where the act will not do", () =>
    expect(placeInStep({ index: 2, code: "authority-insufficient" }, PROPOSAL_STEPS["enactment"]!.fields, {})).toBe("authority"));
  test("bad input too", () => expect(fieldOf("documents[0].title", MANDATE_STEPS["implementation"]!.fields)).toBe("documents"));
});

test("every step and every field of it has words in every language", () => {
  for (const language of LANGUAGES)
    for (const [name, step] of [...Object.entries(PROPOSAL_STEPS), ...Object.entries(MANDATE_STEPS), ["issue", ISSUE] as const]) {
      expect(stepWord(name, language), `${language} ${name}`).not.toBe(name);
      for (const field of step.fields) expect(steps[language].fields[field.name], `${language} ${name}.${field.name}`).toBeTruthy();
    }
});
