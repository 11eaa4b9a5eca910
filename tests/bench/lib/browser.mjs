/** One Chromium with several extensions: Cairn, its variants, and the peers. */

import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { Browser } from "../../e2e/lib/browser.mjs";
import { chromiumFlags, chromiumPath, UNWANTED_FLAGS } from "../../e2e/lib/chromium.mjs";
import { extensionId } from "./extension.mjs";

/** @typedef {import("playwright-core").Page} Page */

/**
 * Starts Chromium with extensions and waits until each runs.
 *
 * @param {Record<string, string>} folders By name, the folder of an unpacked extension.
 * @returns {Promise<{context: import("playwright-core").BrowserContext, by: Record<string, Browser>,
 *   close: () => Promise<void>}>} `by`: for each name a view of the same browser bound to that extension.
 */
export async function launch(folders) {
  const profile = await mkdtemp(join(tmpdir(), "cairn-bench-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    args: chromiumFlags(Object.values(folders).join(",") || null),
    ignoreDefaultArgs: UNWANTED_FLAGS,
    headless: true,
    viewport: null,
  });
  const whole = new Browser(context, profile, false, true);
  /** @type {Record<string, Browser>} */
  const by = {};
  try {
    for (const [name, folder] of Object.entries(folders)) {
      const browser = new Browser(context, profile, true, false);
      browser.id = await extensionId(folder);
      await browser.ready();
      by[name] = browser;
    }
  } catch (error) {
    await whole.close();
    throw error;
  }
  return { context, by, close: () => whole.close() };
}

/**
 * Puts a script of an extension into a tab's top frame, the way in which Cairn's own service worker does it.
 *
 * @param {Browser} browser Bound to the extension that holds the file.
 * @param {number} tab
 * @param {string} file
 */
export function inject(browser, tab, file) {
  return browser.inExtension(
    async ({ tabId, name }) => {
      await chrome.scripting.executeScript({ target: { tabId }, files: [name], injectImmediately: true });
      return true;
    },
    { tabId: tab, name: file },
  );
}
