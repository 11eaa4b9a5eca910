/**
 * The performance table: `node tests/bench/bench.mjs [PART…] [--rounds N] [--only RECORDER,…]`, with the parts page,
 * questions, inject, pictures, stop, server, locators; all of them when none is named. docs/bench.md says how to read it. Ends
 * with an error only when something could not be measured: goals are printed, not asserted.
 */

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

/**
 * @typedef {object} Options
 * @property {string} folder For what the parts build; deleted at the end.
 * @property {number} rounds
 * @property {string[]} only Names of recorders; all when empty.
 * @property {(sentence: string) => void} progress
 */

const HERE = dirname(fileURLToPath(import.meta.url));
const RESULT = join(HERE, "..", "..", "dist", "bench", "result.json");
const PARTS = ["page", "questions", "inject", "pictures", "stop", "server", "locators"];
const ROUNDS = 3;

/** Installs the peers and the pages' libraries on the first use, and whenever their lock file has changed. */
function install() {
  const lock = readFileSync(join(HERE, "package-lock.json"), "utf8");
  const copy = join(HERE, "node_modules", ".cairn-lock.json");
  if (existsSync(copy) && readFileSync(copy, "utf8") === lock) return undefined;
  process.stderr.write("bench: installing what it measures with (tests/bench/package-lock.json)\n");
  execFileSync("npm", ["ci", "--silent", "--no-audit", "--no-fund"], { cwd: HERE, stdio: ["ignore", 2, 2] });
  return writeFile(copy, lock);
}

/** What the figures were taken on, in one line. */
async function machine() {
  const { chromiumPath } = await import("../e2e/lib/chromium.mjs");
  const { BINARY } = await import("../e2e/lib/server.mjs");
  const browser = execFileSync(chromiumPath(), ["--version"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  }).trim();
  const [first, ...others] = cpus();
  const server = BINARY.includes("debug") ? "debug server" : "release server";
  const memory = Math.round(totalmem() / 2 ** 30);
  const hardware = `${first?.model.trim()}, ${others.length + 1} cores, ${memory} GB`;
  return [hardware, browser, `Node ${process.version}`, server].join(", ");
}

/** @returns {{parts: string[], rounds: number, only: string[]}} */
function asked() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { rounds: { type: "string", default: String(ROUNDS) }, only: { type: "string", default: "" } },
  });
  const unknown = positionals.filter((name) => !PARTS.includes(name));
  if (unknown.length > 0) throw new Error(`There is no part "${unknown.join(", ")}"; there are: ${PARTS.join(", ")}`);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--rounds needs a whole number from 1 up");
  return { parts: positionals.length > 0 ? positionals : PARTS, rounds, only: values.only.split(",").filter(Boolean) };
}

async function main() {
  const { parts, rounds, only } = asked();
  await install();
  const { PRINTERS } = await import("./lib/print.mjs");
  const { goals } = await import("./lib/goals.mjs");
  const { goalLine, isMet } = await import("./lib/table.mjs");
  const folder = await mkdtemp(join(tmpdir(), "cairn-bench-built-"));
  const progress = (/** @type {string} */ sentence) => void process.stderr.write(`bench: ${sentence}\n`);
  const about = { machine: await machine(), began: new Date().toISOString(), rounds };
  console.log(`${about.machine}\nrounds: ${rounds}, interleaved; began ${about.began}`);
  /** @type {Record<string, any>} */
  const results = {};
  /** @type {Record<string, string>} */
  const failed = {};
  for (const part of parts) {
    try {
      const module = await import(`./parts/${part}.mjs`);
      results[part] = await module[part]({ folder: join(folder, part), rounds, only, progress });
      console.log(`\n${PRINTERS[part](results[part]).join("\n")}`);
    } catch (error) {
      failed[part] = error instanceof Error ? error.message : String(error);
      console.log(`\n${part.toUpperCase()}: could not be measured. ${failed[part]}`);
    }
  }
  const aims = goals(results);
  if (aims.length > 0) console.log(`\nGOALS, against this run's own figures\n${aims.map(goalLine).join("\n")}`);
  await mkdir(dirname(RESULT), { recursive: true });
  const all = { ...about, results, failed, goals: aims.map((goal) => ({ ...goal, met: isMet(goal) })) };
  await writeFile(RESULT, `${JSON.stringify(all, null, 2)}\n`);
  console.log(`\nAll figures: ${RESULT}`);
  await rm(folder, { recursive: true, force: true });
  if (Object.keys(failed).length > 0) process.exitCode = 1;
}

await main();
