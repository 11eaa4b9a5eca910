/** Who is measured: nobody, the peers, and Cairn as people use it. */

import { Panel } from "../../e2e/lib/panel.mjs";
import { inject } from "./browser.mjs";
import { PEERS } from "./extension.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("../../e2e/lib/browser.mjs").Browser} Browser */

/**
 * @typedef {object} Recorder
 * @property {string} name
 * @property {string} address How its scripts' addresses begin; empty for nobody.
 * @property {(page: Page) => Promise<() => Promise<void>>} attach Begins to record; what it gives ends that.
 */

/** @type {Recorder} */
export const NOBODY = { name: "none", address: "", attach: async () => async () => undefined };

/**
 * The peers, put into the page as Cairn's content script is.
 *
 * @param {Browser} browser Bound to the peers' extension.
 * @returns {Recorder[]}
 */
export function peers(browser) {
  return PEERS.map((name) => ({
    name,
    address: `chrome-extension://${browser.id}/${name}.js`,
    attach: async (page) => {
      await inject(browser, await browser.tabIdOf(page), `${name}.js`);
      // They have no way to let go: they end with the page, which each run opens anew.
      return async () => undefined;
    },
  }));
}

/**
 * The extension itself: a recording is started and stopped in its panel.
 *
 * @param {Browser} browser
 * @param {string} [name]
 * @returns {Recorder}
 */
export function cairn(browser, name = "cairn") {
  return {
    name,
    address: `chrome-extension://${browser.id}/content.js`,
    attach: async (page) => {
      const panel = await Panel.openWindow(browser, await browser.tabIdOf(page));
      await panel.start();
      await page.bringToFront();
      return async () => {
        await panel.stop();
        await panel.press("Discard");
        await panel.press("Discard now");
        await panel.shows("Start recording");
        await panel.page.close();
      };
    },
  };
}
