/**
 * What is put into a page: the translated script against the same core as WASM. Both are whole extensions that record;
 * they differ in `content.js` alone. The pages allow WASM, so both can run.
 */

import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { EXTENSION } from "../../e2e/lib/browser.mjs";
import { launch } from "../lib/browser.mjs";
import { buildPeers } from "../lib/extension.mjs";
import { cairn } from "../lib/recorders.mjs";
import { runOn } from "../lib/run.mjs";
import { Site } from "../lib/site.mjs";
import { median, summary } from "../lib/statistics.mjs";
import { PLANS } from "../pages/plans.mjs";

const BUILT = fileURLToPath(new URL("../../../dist/bench/", import.meta.url));
/** The GOV.UK page, and the worst one. */
const PAGES = [PLANS[0], PLANS[3]];

/** @param {import("../bench.mjs").Options} options */
export async function inject({ folder, rounds, progress }) {
  const variant = join(folder, "cairn-wasm");
  await cp(EXTENSION, variant, { recursive: true });
  await cp(join(BUILT, "content_wasm.js"), join(variant, "content.js"));
  const manifest = JSON.parse(await readFile(join(variant, "manifest.json"), "utf8"));
  // Without the key it is another extension, and both can be in one browser.
  delete manifest.key;
  await writeFile(join(variant, "manifest.json"), JSON.stringify(manifest));
  await buildPeers(join(folder, "peers"));
  const sizes = {
    translated: await size(join(EXTENSION, "content.js")),
    wasm: await size(join(variant, "content.js")),
    wasmAlone: await size(join(BUILT, "content.wasm")),
    rrweb: await size(join(folder, "peers", "rrweb.js")),
    finder: await size(join(folder, "peers", "finder.js")),
  };
  const site = await Site.start(join(folder, "site"));
  const browser = await launch({ cairn: EXTENSION, wasm: variant });
  try {
    const recorders = [cairn(browser.by.cairn, "translated"), cairn(browser.by.wasm, "wasm")];
    const pages = [];
    for (const plan of PAGES) pages.push(await onPage(browser.context, site, plan, recorders, rounds, progress));
    return { sizes, pages };
  } finally {
    await browser.close();
    await site.close();
  }
}

/**
 * @param {import("playwright-core").BrowserContext} context
 * @param {Site} site
 * @param {import("../pages/plans.mjs").Plan} plan
 * @param {import("../lib/recorders.mjs").Recorder[]} recorders
 * @param {number} rounds
 * @param {(sentence: string) => void} progress
 */
async function onPage(context, site, plan, recorders, rounds, progress) {
  /** @type {Map<string, import("../lib/run.mjs").Run[]>} */
  const runs = new Map(recorders.map((one) => [one.name, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const recorder of recorders) {
      progress(`inject: round ${round}, ${plan.name}, ${recorder.name}`);
      runs.get(recorder.name)?.push(await runOn(context, site, plan, recorder));
    }
  }
  return {
    page: plan.name,
    recorders: [...runs].map(([name, own]) => ({
      name,
      init: median(own.map((run) => run.init)),
      inits: own.map((run) => run.init),
      click: summary(own.map((run) => run.own.click)),
      key: summary(own.map((run) => run.own.key)),
      all: median(own.map((run) => run.all)),
    })),
  };
}

/** @param {string} file */
async function size(file) {
  const bytes = await readFile(file);
  return { kilobytes: bytes.length / 1024, gzip: gzipSync(bytes, { level: 9 }).length / 1024 };
}
