/**
 * Whether locators hold: every interactive element of seven pages is described on one copy of the page and looked for on
 * changed copies, by Cairn and by its peers, in one run.
 */

import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { chromiumFlags, chromiumPath, WINDOW } from "../../e2e/lib/chromium.mjs";
import { Site } from "../lib/site.mjs";
import { summary } from "../lib/statistics.mjs";
import { PLANS } from "../pages/plans.mjs";

/** @typedef {import("playwright-core").Page} Page */

const HERE = fileURLToPath(new URL("../", import.meta.url));
const SCRIPT = process.env.CAIRN_LOCATE ?? join(HERE, "..", "..", "dist", "bench", "locate.js");
/** Most elements of a page. */
const MOST = 120;
/** Pages of tests/pages/locate, without the two that the peers cannot look into (shadow roots, frames). */
const OWN_PAGES = ["rows", "names", "hashed", "admin"];
const GENERATORS = [
  ...["cairn", "cairn, strict", "playwright", "similo", "finder"],
  ...["css-selector-generator", "optimal-select", "unique-selector"],
];
const SINGLE = ["rows", "shuffle", "wrappers", "classes", "digits", "text", "clones", "attributes", "move"];
/** Seeds of `release`. */
const RELEASES = 3;
/** A copy's own world has a fine clock (5 µs) by these. */
const ISOLATED = {
  "content-type": "text/html; charset=utf-8",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

/** @param {import("../bench.mjs").Options} options */
export async function locators({ folder, rounds, only, progress }) {
  const names = GENERATORS.filter((name) => only.length === 0 || only.includes(name));
  await mkdir(folder, { recursive: true });
  const own = `${await readFile(SCRIPT, "utf8")};globalThis.cairnLocate = cairnLocate;`;
  const scripts = [await bundled(folder), await playwrightSource(), own];
  const site = await Site.start(join(folder, "site"));
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags(null) });
  try {
    const page = await browser.newPage({ viewport: WINDOW });
    const pages = [];
    for (const [name, html] of Object.entries(await copies(page, site))) {
      progress(`locators: ${name}`);
      await page.route(site.url(`copy-${name}.html`), (route) => route.fulfill({ headers: ISOLATED, body: html }));
      const open = async () => {
        await page.goto(site.url(`copy-${name}.html`));
        for (const script of scripts) await page.evaluate(script);
      };
      pages.push(await onPage(page, open, { name, names, rounds }));
      // The part takes minutes: what is known is said at once.
      for (const { name: generator, right, by } of summed(names, pages.slice(-1)).rows) {
        const release = `release ${by.release.right.toFixed(1)} (${by.release.wrong.toFixed(2)})`;
        progress(`locators: ${name}, ${generator}: one change ${right.toFixed(1)}, ${release}`);
      }
    }
    return { names, pages, ...summed(names, pages) };
  } finally {
    await browser.close();
    await site.close();
  }
}

/**
 * The bench's own code and the peers from npm as one script.
 *
 * @param {string} folder
 */
async function bundled(folder) {
  const outfile = join(folder, "locators.js");
  await build({
    entryPoints: [join(HERE, "locators", "index.js")],
    outfile,
    bundle: true,
    minify: true,
    format: "iife",
    globalName: "bench",
    // As bundlers for browsers have it.
    define: { global: "globalThis" },
    logLevel: "error",
    legalComments: "none",
  });
  return `${await readFile(outfile, "utf8")};globalThis.bench = bench;`;
}

/** Playwright's own injected script, whose generator its recorder uses: a string within its package. */
async function playwrightSource() {
  const entry = createRequire(import.meta.url).resolve("playwright-core/package.json");
  const text = await readFile(join(dirname(entry), "lib", "coreBundle.js"), "utf8");
  const from = text.indexOf("generated/injectedScriptSource.ts\"() {");
  const literal = /source\d* = ('(?:[^'\\]|\\.)*');/.exec(text.slice(from))?.[1];
  if (from < 0 || !literal) throw new Error("This Playwright keeps its injected script elsewhere");
  const source = new Function(`return ${literal}`)();
  const options = { isUnderTest: false, sdkLanguage: "javascript", testIdAttributeName: "data-testid", frameSeq: 0 };
  const all = { ...options, stableRafCount: 1, browserName: "chromium", isUtilityWorld: false, customEngines: [] };
  return `globalThis.playwright = (() => { const module = {}; ${source}
    return new (module.exports.InjectedScript())(globalThis, ${JSON.stringify(all)}); })();`;
}

/**
 * Each page as its scripts left it, without the scripts: all copies are then alike.
 *
 * @param {Page} page
 * @param {Site} site
 * @returns {Promise<Record<string, string>>}
 */
async function copies(page, site) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const name of OWN_PAGES) {
    found[name] = await readFile(join(HERE, "..", "pages", "locate", `${name}.html`), "utf8");
  }
  for (const { path, ready } of PLANS.slice(0, 3)) {
    await page.goto(site.url(path));
    await page.locator(ready).first().waitFor();
    found[path.replace(".html", "")] = await page.evaluate(() => {
      for (const script of document.querySelectorAll("script,link[rel=modulepreload]")) script.remove();
      return `<!doctype html>${document.documentElement.outerHTML}`;
    });
  }
  return found;
}

/**
 * @param {Page} page
 * @param {() => Promise<void>} open A fresh copy.
 * @param {{name: string, names: string[], rounds: number}} options
 */
async function onPage(page, open, { name, names, rounds }) {
  /** @type {Record<string, any[]>} */
  const data = {};
  /** @type {Record<string, number[][]>} */
  const times = {};
  await open();
  for (let round = 0; round <= rounds; round += 1) {
    for (const generator of names) {
      const all = await page.evaluate(({ generator, most }) => bench.describe(generator, most), { generator, most: MOST });
      data[generator] = all.data;
      // The first pass is the engine's, which compiles.
      times[generator] = round === 0 ? [] : [...times[generator], all.times];
    }
  }
  const turns = [{ change: "unchanged", seed: 1 }];
  for (let seed = 1; seed <= rounds; seed += 1) turns.push(...SINGLE.map((change) => ({ change, seed })));
  for (let seed = 1; seed <= RELEASES; seed += 1) turns.push({ change: "release", seed: 100 + seed });
  /** @type {Record<string, Record<string, {right: number, wrong: number, abstained: number}>>} */
  const answers = Object.fromEntries(names.map((generator) => [generator, {}]));
  for (const { change, seed } of turns) {
    await open();
    const asked = { name: change, seed, most: MOST, data };
    const all = await page.evaluate((asked) => bench.found(asked), asked);
    for (const generator of names) {
      const sum = (answers[generator][change] ??= { right: 0, wrong: 0, abstained: 0 });
      for (const one of all[generator]) sum[one] += 1;
    }
  }
  return { name, elements: data[names[0]].length, answers, times };
}

/**
 * Over all pages: shares of the answers in per cent, every element counted once for each seed; times in µs.
 *
 * @param {string[]} names
 * @param {any[]} pages
 */
function summed(names, pages) {
  const rows = names.map((name) => {
    const by = Object.fromEntries(
      ["unchanged", ...SINGLE, "release"].map((change) => {
        const sum = (/** @type {string} */ kind) =>
          pages.reduce((total, page) => total + page.answers[name][change][kind], 0);
        const all = sum("right") + sum("wrong") + sum("abstained");
        return [change, { right: (sum("right") * 100) / all, wrong: (sum("wrong") * 100) / all }];
      }),
    );
    const mean = (/** @type {"right" | "wrong"} */ kind) =>
      SINGLE.reduce((total, change) => total + by[change][kind], 0) / SINGLE.length;
    const { p50, p95 } = summary([pages.flatMap((page) => page.times[name].flat())]);
    return { name, by, right: mean("right"), wrong: mean("wrong"), p50, p95 };
  });
  return { single: SINGLE, rows };
}
