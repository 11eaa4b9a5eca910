/**
 * A browser that keeps pages in the back-forward cache, as people's browsers do. Playwright loses the scripts of a page
 * that comes back from it, so that only the mouse and the extension's view of the tab are of use then.
 */

import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { Browser, EXTENSION } from "./browser.mjs";
import { chromiumFlags, chromiumPath, UNWANTED_FLAGS } from "./chromium.mjs";
import { pause, waitFor } from "./wait.mjs";

/** @param {{after: (end: () => Promise<void>) => void}} t */
export async function launchWithCache(t) {
  const folder = await mkdtemp(join(tmpdir(), "cairn-browser-"));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: chromiumPath(),
    args: chromiumFlags(EXTENSION),
    ignoreDefaultArgs: [...UNWANTED_FLAGS, "--disable-back-forward-cache"],
    headless: true,
    viewport: null,
  });
  const browser = new Browser(context, folder, true, true);
  t.after(() => browser.close());
  await browser.ready();
  return browser;
}

/**
 * Waits until a tab has a title, asking the browser and not the page.
 *
 * @param {Browser} browser
 * @param {number} tab
 * @param {string} title
 */
export async function titled(browser, tab, title) {
  const ask = () => browser.inExtension(async (id) => (await chrome.tabs.get(id)).title, tab);
  await waitFor(`the tab with the title ${title}`, async () => (await ask()) === title, { seen: ask });
}

/**
 * A click at a place of a page that Playwright may have lost.
 *
 * @param {import("playwright-core").Page} page
 * @param {number} x
 * @param {number} y
 */
export async function clickAt(page, x, y) {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await pause(80);
  await page.mouse.up();
}
