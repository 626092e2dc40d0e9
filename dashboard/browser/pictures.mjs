import { join } from "node:path";

const today = new Date().toISOString().slice(0, 10);
const VIEWS = {
  "first-visit": ["/"],
  "why": ["/o/oas/chart?on=2015-10-01&compare=2015-06-15&unit=strategic-counsel-for-organizational-development-and-management-for-results&lang=en"],
  "functions": ["/o/oas/flows?on=2015-10-01&compare=2015-06-15&lang=en"],
  "table-fr": ["/o/oas/table?on=2015-10-01&compare=2015-06-15&lang=fr&unit=secretariat-for-external-relations"],
  "dark-es": ["/o/oas/chart?on=2015-10-01&compare=2015-06-15&lang=es&show=lines,links", { colorScheme: "dark" }],
  "lines": ["/o/oas/chart?on=2015-12-31&lang=en&show=lines,links&line=office-of-the-ombudsperson:permanent-council"],
  "mandate": [`/o/oas/mandates?on=${today}&lang=pt&mandate=report-on-hemispheric-priorities`, { as: "officer", colorScheme: "dark", press: ".steps button >> nth=1" }],
  "draft": [`/o/oas/draft?on=${today}&lang=en&proposal=one-department-for-inclusion-and-equity`, { as: "officer" }],
  "preview": [`/o/oas/preview?on=${today}&lang=en&proposal=one-department-for-inclusion-and-equity`, { as: "approver" }],
  "receipt": ["/o/oas/table?on=2015-12-31&lang=en&unit=secretariat-for-hemispheric-affairs", { as: "auditor", press: ".receipt summary, .receipt button" }],
  "submit": ["/o/oas/submit?on=2015-12-31&lang=en", { as: "officer" }],
  "phone": ["/", { viewport: { width: 390, height: 844 } }],
};

/** What the views look like, for people to look at. */
export const pictures = Object.entries(VIEWS).map(([name, [path, { press, ...options } = {}]]) => [`picture of ${name}`, async ({ open, directory }) => {
  const page = await open(path, { reducedMotion: "reduce", ...options });
  await page.waitForTimeout(1500);
  for (const one of press?.split(", ") ?? []) await page.locator(one).first().click();
  if (press) await page.waitForTimeout(700);
  await page.screenshot({ path: join(directory, `${name}.png`) });
}]);
