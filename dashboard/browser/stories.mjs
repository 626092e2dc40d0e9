// Walks through the page in a real browser, against a register that really runs. One line of JSON for each story on standard
// output: {story, error, said}. Arguments: the addresses of query-service and command-service, and optionally a directory for
// pictures of every view. MANDATUM_PEOPLE holds a token for each demonstration person, and the password of all, as JSON.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { accessibility } from "./accessibility.mjs";
import { auditor } from "./auditor.mjs";
import { boards } from "./boards.mjs";
import { large } from "./large.mjs";
import { live } from "./live.mjs";
import { officer } from "./officer.mjs";
import { mandates } from "./mandates.mjs";
import { pictures } from "./pictures.mjs";
import { proposals } from "./proposals.mjs";
import { authorise } from "./expect.mjs";
import { viewer } from "./viewer.mjs";

const [query, commands, directory] = process.argv.slice(2);
const people = JSON.parse(process.env.MANDATUM_PEOPLE);
const executablePath = process.env.MANDATUM_CHROMIUM ?? "/usr/bin/chromium";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ...(process.env.MANDATUM_PAGE ? ["--disable-features=LocalNetworkAccessChecks,PrivateNetworkAccessSendPreflights,BlockInsecurePrivateNetworkRequests"] : [])],
});

/** A page of its own, which complains about every error, also about what the content security policy forbids. */
async function open(path, { as = "viewer", ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB", acceptDownloads: true, bypassCSP: false, ...options });
  if (as) await context.addInitScript((token) => sessionStorage.setItem("mandatum.token", token), people[as]);
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  // While the page is being worked on: its files as they were built last, in place of those that the service came with.
  if (process.env.MANDATUM_PAGE)
    await page.route((url) => url.origin === query && /^\/(assets\/.*|o\/.*)?$/.test(url.pathname), (route) => {
      const { pathname } = new URL(route.request().url());
      const path = join(process.env.MANDATUM_PAGE, pathname.startsWith("/assets/") ? pathname : "index.html");
      return existsSync(path) ? route.fulfill({ path }) : route.continue(); // whoever comes back from the sign-in is given the service's own
    });
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("console", (message) => message.type() === "error" && page.complaints.push(message.text()));
  await page.goto(query + path);
  return page;
}

authorise(people.officer);
const wanted = process.env.MANDATUM_STORIES ?? "";
const stories = [...viewer, ...auditor, ...officer, ...proposals, ...mandates, ...boards, ...live, ...accessibility, ...large, ...(directory ? pictures : [])].filter(([story]) => story.includes(wanted));
let failed = 0;
for (const [story, run] of stories) {
  const pages = [];
  const told = [];
  const tools = {
    query, commands, directory, axe, people, say: (text) => told.push(text),
    open: async (...request) => (pages.push(await open(...request)), pages.at(-1)),
  };
  let error = null;
  try {
    await run(tools);
    const complaints = pages.flatMap((page) => page.complaints);
    if (complaints.length) throw new Error(`the browser complained: ${complaints.join(" | ")}`);
  } catch (failure) {
    error = String(failure?.stack ?? failure).slice(0, 3000);
    failed++;
  }
  for (const page of pages) await page.context().close();
  console.log(JSON.stringify({ story, error, said: told }));
}
await browser.close();
process.exit(failed ? 1 : 0);
