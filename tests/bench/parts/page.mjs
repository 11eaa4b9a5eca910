/** What the page pays: each recorder's own time for each input, on four pages, in turn. */

import { join } from "node:path";
import { EXTENSION } from "../../e2e/lib/browser.mjs";
import { launch } from "../lib/browser.mjs";
import { buildPeers } from "../lib/extension.mjs";
import { cairn, NOBODY, peers } from "../lib/recorders.mjs";
import { runOn } from "../lib/run.mjs";
import { Site } from "../lib/site.mjs";
import { median, summary } from "../lib/statistics.mjs";
import { PLANS } from "../pages/plans.mjs";

/** @typedef {import("../lib/run.mjs").Run} Run */

/**
 * @param {import("../bench.mjs").Options} options
 */
export async function page({ folder, rounds, progress, only }) {
  await buildPeers(join(folder, "peers"));
  const site = await Site.start(join(folder, "site"));
  const browser = await launch({ cairn: EXTENSION, peers: join(folder, "peers") });
  try {
    const wanted = [NOBODY, ...peers(browser.by.peers), cairn(browser.by.cairn)];
    const recorders = wanted.filter((one) => only.length === 0 || only.includes(one.name));
    /** @type {Map<string, Run[]>} */
    const runs = new Map();
    for (let round = 1; round <= rounds; round += 1) {
      for (const plan of PLANS) {
        for (const recorder of turned(recorders, round)) {
          progress(`page: round ${round}, ${plan.name}, ${recorder.name}`);
          const key = `${plan.name}|${recorder.name}`;
          runs.set(key, [...(runs.get(key) ?? []), await runOn(browser.context, site, plan, recorder)]);
        }
      }
    }
    return PLANS.map((plan) => ({
      page: plan.name,
      recorders: recorders.map((recorder) => figures(recorder.name, runs.get(`${plan.name}|${recorder.name}`) ?? [])),
    }));
  } finally {
    await browser.close();
    await site.close();
  }
}

/**
 * Each round begins with another recorder, so that none is always first in a cold browser.
 *
 * @template T
 * @param {T[]} list
 * @param {number} by
 */
function turned(list, by) {
  const at = by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}

/**
 * @param {string} name
 * @param {Run[]} runs
 */
function figures(name, runs) {
  const of = (/** @type {"click" | "key" | "scroll"} */ kind) => ({
    ...summary(runs.map((run) => run.own[kind])),
    page: summary(runs.map((run) => run.page[kind])).p50,
  });
  const inputs = runs.flatMap((run) => [...run.own.click, ...run.own.key, ...run.own.scroll]);
  return {
    name,
    click: of("click"),
    key: of("key"),
    scroll: of("scroll"),
    any: summary([inputs]),
    all: median(runs.map((run) => run.all)),
    rest: median(runs.map((run) => run.rest)),
    init: median(runs.map((run) => run.init)),
  };
}
