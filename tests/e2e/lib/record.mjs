/** Recordings as tests begin them: a page is open, its panel has been told to start, and the page is in front again. */

import { click } from "./input.mjs";
import { Panel } from "./panel.mjs";
import { pause } from "./wait.mjs";

/** The time between two actions of an unhurried person (ms). */
const LOOK = 700;

/**
 * @param {import("./browser.mjs").Browser} browser
 * @param {string} address
 */
export async function recordOn(browser, address) {
  const page = await browser.open(address);
  const panel = await Panel.openWindow(browser, await browser.tabIdOf(page));
  await panel.start();
  await page.bringToFront();
  return { page, panel };
}

/**
 * Records one click on tests/pages/click.html.
 *
 * @param {import("./browser.mjs").Browser} browser
 * @param {import("./pages.mjs").Pages} pages
 */
export async function recordClick(browser, pages) {
  const { page, panel } = await recordOn(browser, pages.url("click.html"));
  await pause(LOOK);
  await click(page, page.getByRole("button", { name: "Save", exact: true }));
  await pause(LOOK);
  await panel.stop();
}
