const today = new Date().toISOString().slice(0, 10);
const VIEWS = {
  chart: "/o/oas/chart?on=2015-10-01&compare=2015-06-15&lang=en&show=lines,links",
  reasons: "/o/oas/chart?on=2015-10-01&compare=2015-06-15&lang=es&unit=secretariat-for-external-relations",
  table: "/o/oas/table?on=2015-10-01&compare=2015-06-15&lang=fr",
  mandates: "/o/oas/mandates?on=2015-12-31&lang=en",
  proposal: `/o/oas/proposals?on=${today}&lang=en&proposal=one-department-for-inclusion-and-equity`,
  draft: `/o/oas/draft?on=${today}&lang=pt&proposal=one-department-for-inclusion-and-equity`,
  preview: `/o/oas/preview?on=${today}&lang=es&proposal=one-department-for-inclusion-and-equity`,
  mandate: `/o/oas/mandates?on=${today}&lang=fr&mandate=report-on-hemispheric-priorities`,
  line: "/o/oas/chart?on=2015-12-31&lang=en&show=lines,links&line=office-of-the-ombudsperson:permanent-council",
  submit: "/o/oas/submit?on=2015-12-31&lang=en",
  functions: "/o/oas/flows?on=2015-10-01&compare=2015-06-15&lang=pt",
};

export const accessibility = ["light", "dark"].map((colorScheme) => [`axe finds nothing to complain about in any view, in ${colorScheme} colours`, async ({ open, axe, say }) => {
  const found = [];
  let checked = 0;
  for (const [view, path] of Object.entries(VIEWS)) {
    const page = await open(path, { as: "officer2", colorScheme, bypassCSP: true, reducedMotion: "reduce" });
    await page.locator({ table: "tbody tr", functions: ".flows svg", submit: ".submit", draft: ".submit .order-field", preview: ".in-words li", proposal: ".steps", mandate: ".steps", mandates: ".board, main > .waiting" }[view] ?? '[role="treeitem"]').first().waitFor();
    if (view === "proposal" || view === "mandate") await page.locator(".steps button").nth(1).click(); // a form that is open
    if (view === "reasons") await page.locator(".life li").first().waitFor();
    await page.evaluate(axe);
    const { violations, passes } = await page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules === "colours" ? ["color-contrast"] : ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }), colorScheme === "dark" ? "colours" : "all"); // the rest does not depend on the colours
    checked += passes.length;
    for (const one of violations) found.push(`${view}: ${one.id} (${one.help}) ${one.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 120)} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
  }
  say(`${checked} rules passed in ${Object.keys(VIEWS).length} views, ${colorScheme}`);
  if (found.length) throw new Error(found.join("\n"));
}]);
