/**
 * What a recorder asks of the page for each input, and what it sends: the two figures that explain the others, since a
 * question to the DOM costs a thousand times what a call into the core does.
 */

import { join } from "node:path";
import { EXTENSION } from "../../e2e/lib/browser.mjs";
import { pause } from "../../e2e/lib/wait.mjs";
import { launch } from "../lib/browser.mjs";
import { buildPeers } from "../lib/extension.mjs";
import { click, key } from "../lib/hands.mjs";
import { counted, count, inWorld } from "../lib/questions.mjs";
import { cairn, peers } from "../lib/recorders.mjs";
import { middle } from "../lib/run.mjs";
import { Site } from "../lib/site.mjs";
import { PLANS } from "../pages/plans.mjs";

const LETTERS = "wandering";
/** For what a recorder puts off (ms). */
const LATER = 600;

/** @param {import("../bench.mjs").Options} options */
export async function questions({ folder, only, progress }) {
  await buildPeers(join(folder, "peers"));
  const site = await Site.start(join(folder, "site"));
  const browser = await launch({ cairn: EXTENSION, peers: join(folder, "peers") });
  try {
    const all = [...peers(browser.by.peers), cairn(browser.by.cairn)];
    const recorders = all.filter(({ name }) => name !== "noop" && (only.length === 0 || only.includes(name)));
    const pages = [];
    for (const plan of PLANS) {
      const rows = [];
      for (const recorder of recorders) {
        progress(`questions: ${plan.name}, ${recorder.name}`);
        const owner = recorder.name === "cairn" ? browser.by.cairn : browser.by.peers;
        rows.push({ name: recorder.name, ...(await one(owner, site, plan, recorder)) });
      }
      pages.push({ page: plan.name, recorders: rows });
    }
    return pages;
  } finally {
    await browser.close();
    await site.close();
  }
}

/**
 * @param {import("../../e2e/lib/browser.mjs").Browser} owner
 * @param {Site} site
 * @param {import("../pages/plans.mjs").Plan} plan
 * @param {import("../lib/recorders.mjs").Recorder} recorder
 */
async function one(owner, site, plan, recorder) {
  const page = await owner.context.newPage();
  await page.goto(site.url(plan.path));
  await page.locator(plan.ready).first().waitFor();
  const tab = await owner.tabIdOf(page);
  await inWorld(owner, tab, count);
  const detach = await recorder.attach(page);
  await pause(2 * LATER);
  const session = await page.context().newCDPSession(page);
  const ask = async () => ({ ...(await inWorld(owner, tab, counted)), at: performance.now() });
  const start = await ask();
  const targets = plan.clicks(page);
  for (const target of targets) await click(session, await middle(target));
  await pause(LATER);
  const clicked = await ask();
  await click(session, await middle(plan.field(page)));
  await pause(LATER);
  const focused = await ask();
  for (const letter of LETTERS) await key(session, letter);
  await pause(LATER);
  const end = await ask();
  await detach();
  await page.close();
  return {
    click: (clicked.questions - start.questions) / targets.length,
    key: (end.questions - focused.questions) / LETTERS.length,
    bytesPerMinute: ((end.bytes - start.bytes) / (end.at - start.at)) * 60_000,
    atStart: start.bytes,
  };
}
