// Builds the page for the Maven module: fetches the libraries when they are not there, checks, bundles, and weighs.
// Arguments: "check" runs the tests of the pure parts as well; "required" makes a build without the page a failure.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const MOST = 200 * 1024;
const home = join(dirname(fileURLToPath(import.meta.url)), "..");
const output = join(home, "target/classes/dashboard");
const stamp = join(home, "target/page.stamp");
const isRequired = process.argv.includes("required");

function give(up, code = isRequired ? 1 : 0) {
  rmSync(output, { recursive: true, force: true });
  console.error(`dashboard: ${up}${code ? "" : " The services are built without the page."}`);
  process.exit(code);
}

if (Number(process.versions.node.split(".")[0]) < 20) give(`Node 20 or newer is needed; this is ${process.versions.node}.`);

const run = (file, args) => execFileSync(process.execPath, [join(home, "node_modules", file), ...args], { cwd: home, stdio: "inherit" });

function files(directory) {
  return readdirSync(join(home, directory), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(directory, entry.name)) : [join(directory, entry.name)]);
}

const lock = readFileSync(join(home, "package-lock.json"));
const marker = join(home, "node_modules/.mandatum-lock");
const lockHash = createHash("sha256").update(lock).digest("hex");
if (!existsSync(marker) || readFileSync(marker, "utf8") !== lockHash) {
  try {
    execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: home, stdio: "inherit", shell: process.platform === "win32" });
    writeFileSync(marker, lockHash);
  } catch {
    give("its libraries could not be fetched by npm, as said above.");
  }
}

const sources = ["src", "test", "build"].flatMap(files).concat("index.html", "vite.config.ts", "tsconfig.json", "package.json").sort();
const hash = createHash("sha256").update(lockHash);
for (const source of sources) hash.update(source).update(readFileSync(join(home, source)));
const state = `${hash.digest("hex")}${process.argv.includes("check") ? " checked" : ""}`;
const before = existsSync(stamp) && existsSync(join(output, "index.html")) ? readFileSync(stamp, "utf8") : "";
if (before === state || before === `${state} checked`) process.exit(0);

try {
  run("typescript/bin/tsc", ["--noEmit"]);
  run("vite/bin/vite.js", ["build", "--logLevel", "warn"]);
  if (process.argv.includes("check")) run("vitest/vitest.mjs", ["run", "--reporter=dot"]);
} catch {
  give("it does not build, as said above.", 1);
}

const weights = readdirSync(join(output, "assets")).map((name) => {
  const bytes = readFileSync(join(output, "assets", name));
  return { name, bytes: /\.woff2$/.test(name) ? bytes.length : gzipSync(bytes, { level: 9 }).length };
});
const total = weights.reduce((sum, one) => sum + one.bytes, gzipSync(readFileSync(join(output, "index.html"))).length);
console.log(`dashboard: ${(total / 1024).toFixed(1)} KiB gzipped, letters included (at most ${MOST / 1024})`);
if (total > MOST) give(`the page is too heavy: ${weights.map((one) => `${one.name} ${one.bytes}`).join(", ")}`, 1);
mkdirSync(dirname(stamp), { recursive: true });
writeFileSync(stamp, state);
