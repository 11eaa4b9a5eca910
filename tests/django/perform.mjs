/** Does the work of `workflow.mjs` in a browser and notes, for each action, what a right recording must show. */

import { hover, reach } from "../e2e/lib/input.mjs";
import { screen } from "../e2e/lib/screen.mjs";
import { pause, waitFor, within } from "../e2e/lib/wait.mjs";
import { WORKFLOW } from "./workflow.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** Nobody turns the wheel sooner after an action than this (ms): five things done in a second are a hurry. */
const HURRY = 200;

/**
 * @typedef {object} Done
 * @property {import("./workflow.mjs").Expected} expected
 * @property {import("../e2e/lib/input.mjs").Rect} rect The target right before the action, in CSS pixels.
 * @property {boolean} scrolled The wheel was turned to bring the target into view.
 * @property {import("../e2e/lib/input.mjs").Rect[]} passed What had the focus on the way to the target.
 * @property {number} tab The number of the window in which it is done, from 1.
 * @property {Buffer[]} before PNGs of the page right before: at rest, and with the mouse over the target.
 * @property {Buffer[]} after PNGs of the page right after, when it stays.
 */

/** The time in which a person looks at a page before the next action (ms). */
const LOOK = 700;

/**
 * @typedef {object} Manner How the work is done.
 * @property {number} look How long the person looks before each action (ms).
 * @property {boolean} watched Whether rectangles and screens are noted, to compare the recording with.
 */

/** Where a target is that nobody looked for. */
const NOWHERE = { x: 0, y: 0, width: 0, height: 0 };

/**
 * Performs the workflow from the page at which the site asks to sign in.
 *
 * @param {Page} first
 * @param {Partial<Manner> & {progress?: (title: string) => void}} [options]
 * @returns {Promise<Done[]>}
 */
export async function perform(first, { progress, look = LOOK, watched = true } = {}) {
  /** @type {Page[]} The windows, the one in which things are done last. */
  const pages = [first];
  /** @type {Done[]} */
  const done = [];
  for (const entry of WORKFLOW) {
    progress?.(String(entry.expected.title));
    const page = pages[pages.length - 1];
    done.push(await one(page, entry, pages, { look, watched }));
  }
  return done;
}

/**
 * @param {Page} page
 * @param {import("./workflow.mjs").Entry} entry
 * @param {Page[]} pages
 * @param {Manner} manner
 * @returns {Promise<Done>}
 */
async function one(page, entry, pages, { look, watched }) {
  const tab = pages.length;
  const target = entry.target(page);
  await target.waitFor();
  const seen = watched ? await watch(page, target, entry, look) : { rect: NOWHERE, scrolled: false, before: [] };
  const { rect, scrolled, before } = seen;
  // Before a key nothing rests at the target: only while the page is looked at is there a picture to be had of it.
  if (!watched) await pause(entry.keys ? 4 * look : look);
  const popup = entry.opens ? page.waitForEvent("popup") : null;
  const closed = entry.closes ? page.waitForEvent("close") : null;
  const passed = (await entry.act(page, target)) ?? [];
  const after = entry.stays && watched ? [await screen(page)] : [];
  if (popup) pages.push(await within("Opening a window", popup));
  if (closed) {
    await within("Closing the window", closed);
    pages.pop();
  }
  const now = pages[pages.length - 1];
  if (entry.heading) await arrived(now, entry.heading);
  if (entry.address) await now.waitForURL(entry.address, { timeout: 20_000 });
  return { expected: entry.expected, rect, scrolled, passed, tab, before, after };
}

/**
 * Goes to the target as a person does, and notes where it is and what is on the screen.
 *
 * @param {Page} page
 * @param {import("playwright-core").Locator} target
 * @param {import("./workflow.mjs").Entry} entry
 * @param {number} look
 */
async function watch(page, target, entry, look) {
  const scroll = () => page.evaluate(() => scrollY);
  await pause(HURRY);
  const start = await scroll();
  await reach(page, target);
  const scrolled = (await scroll()) !== start;
  await pause(look);
  const before = [await screen(page)];
  const rect = entry.keys ? await reach(page, target) : await hover(page, target);
  if (!entry.keys) {
    await pause(look / 2);
    before.push(await screen(page));
  }
  return { rect, scrolled, before };
}

/**
 * Waits until a page with this heading, or this text where it has no heading of its own, is loaded.
 *
 * @param {Page} page
 * @param {string} heading
 */
async function arrived(page, heading) {
  const there = page.locator("#content").getByText(heading, { exact: true }).first();
  await waitFor(`the page "${heading}"`, () => there.isVisible(), {
    timeout: 20_000,
    seen: async () => [page.url(), await page.locator("#content").innerText()],
  });
  await page.waitForLoadState("load");
}
