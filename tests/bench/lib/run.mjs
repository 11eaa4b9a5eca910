/** One run: one page, one recorder, the same input, and what the recorder cost the page. */

import { pause } from "../../e2e/lib/wait.mjs";
import { click, key, scroll } from "./hands.mjs";
import { clock, dispatched, entries, ownTime, startTrace } from "./trace.mjs";

/** @typedef {import("../pages/plans.mjs").Plan} Plan */
/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("./recorders.mjs").Recorder} Recorder */

/** Letters that mean nothing to any of the pages. */
const LETTERS = "wandering lanterns".replace(" ", "");
const SCROLLS = 6;
/** The time in which nothing is done, to see what a recorder costs at rest (ms). */
const REST = 1000;

/**
 * @typedef {object} Run
 * @property {Record<"click" | "key" | "scroll", number[]>} own Own time of each input (µs).
 * @property {Record<"click" | "key" | "scroll", number[]>} page The time of the page's own scripts in the same windows.
 * @property {number} all All own time from the first input to the end, for each input (µs).
 * @property {number} rest Own time for each second without input (µs).
 * @property {number} init Thread time from the start of the recorder's file to its end (ms).
 */

/**
 * Opens the page, records the plan's input, closes the page. What a busy machine spoiled is done again, once.
 *
 * @param {import("playwright-core").BrowserContext} context
 * @param {import("./site.mjs").Site} site
 * @param {Plan} plan
 * @param {Recorder} recorder
 * @returns {Promise<Run>}
 */
export async function runOn(context, site, plan, recorder) {
  const once = async () => {
    const page = await context.newPage();
    try {
      await page.goto(site.url(plan.path));
      await page.locator(plan.ready).first().waitFor();
      return await measure(page, plan, recorder);
    } finally {
      await page.close();
    }
  };
  return once().catch((error) => {
    process.stderr.write(`bench: once more, because of this: ${error.message}\n`);
    return once();
  });
}

/**
 * @param {Page} page Open and ready, in front.
 * @param {Plan} plan
 * @param {Recorder} recorder
 * @returns {Promise<Run>}
 */
async function measure(page, plan, recorder) {
  const session = await page.context().newCDPSession(page);
  const stop = await startTrace(session);
  const detach = await recorder.attach(page);
  try {
    await pause(700);
    const atRest = clock();
    await pause(REST);
    const first = clock();
    const inputs = await perform(page, session, plan);
    await pause(500);
    const end = clock();
    const events = await stop();
    for (const input of inputs) {
      if (!dispatched(events, input.event, input.from, input.to)) {
        throw new Error(`On "${plan.name}" with ${recorder.name} a ${input.kind} did not reach the page`);
      }
    }
    return account(entries(events), inputs, recorder, new URL(page.url()).origin, { atRest, first, end });
  } finally {
    await detach();
  }
}

/**
 * @param {Page} page
 * @param {import("playwright-core").CDPSession} session
 * @param {Plan} plan
 */
async function perform(page, session, plan) {
  const inputs = [];
  for (const target of plan.clicks(page)) inputs.push(await click(session, await middle(target)));
  const { wheel } = plan;
  if (wheel) {
    await session.send("Input.dispatchMouseEvent", { type: "mouseMoved", ...wheel });
    for (let nth = 0; nth < SCROLLS; nth += 1) inputs.push(await scroll(session, wheel, nth % 2 === 0 ? 240 : -240));
  }
  // Last, since what is typed filters the grid.
  await click(session, await middle(plan.field(page)));
  for (const letter of LETTERS) inputs.push(await key(session, letter));
  return inputs;
}

/**
 * The middle of a target, scrolled into view.
 *
 * @param {import("playwright-core").Locator} target
 */
export async function middle(target) {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error(`${target} is not on the page`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/**
 * @param {import("./trace.mjs").Entry[]} all
 * @param {import("./hands.mjs").Input[]} inputs
 * @param {Recorder} recorder
 * @param {string} origin
 * @param {{atRest: number, first: number, end: number}} times
 * @returns {Run}
 */
function account(all, inputs, recorder, origin, { atRest, first, end }) {
  const { address } = recorder;
  const of = (/** @type {string} */ start) => {
    /** @type {Run["own"]} */
    const by = { click: [], key: [], scroll: [] };
    for (const { kind, from, to } of inputs) by[kind].push(start ? ownTime(all, start, from, to) : 0);
    return by;
  };
  const ran = all.filter((one) => one.name === "EvaluateScript" && address !== "" && one.url.startsWith(address));
  if (address && ran.length === 0) throw new Error(`The trace has no run of ${address}`);
  const init = ran[0]?.own ?? 0;
  return {
    own: of(address),
    page: of(origin),
    all: address ? ownTime(all, address, first, end) / inputs.length : 0,
    rest: address ? ownTime(all, address, atRest, first) / ((first - atRest) / 1e6) : 0,
    init: init / 1000,
  };
}
