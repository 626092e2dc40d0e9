import { join } from "node:path";

const VIEWS = {
  "first-visit": ["/"],
  "why": ["/o/oas/chart?on=2015-10-01&compare=2015-06-15&unit=strategic-counsel-for-organizational-development-and-management-for-results&lang=en"],
  "functions": ["/o/oas/flows?on=2015-10-01&compare=2015-06-15&lang=en"],
  "table-fr": ["/o/oas/table?on=2015-10-01&compare=2015-06-15&lang=fr&unit=secretariat-for-external-relations"],
  "dark-es": ["/o/oas/chart?on=2015-10-01&compare=2015-06-15&lang=es&show=lines,links", { colorScheme: "dark" }],
  "submit": ["/o/oas/submit?on=2015-12-31&lang=en", { as: "officer" }],
  "phone": ["/", { viewport: { width: 390, height: 844 } }],
};

/** What the views look like, for people to look at. */
export const pictures = Object.entries(VIEWS).map(([name, [path, options]]) => [`picture of ${name}`, async ({ open, directory }) => {
  const page = await open(path, { reducedMotion: "reduce", ...options });
  await page.waitForTimeout(1500);
  await page.screenshot({ path: join(directory, `${name}.png`) });
}]);
