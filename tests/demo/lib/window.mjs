/** A Chromium that people see, with the extension and a profile that stays. */

import { chromium } from "playwright-core";
import { Browser, EXTENSION } from "../../e2e/lib/browser.mjs";
import { chromiumFlags, chromiumPath, UNWANTED_FLAGS } from "../../e2e/lib/chromium.mjs";

/** What only a browser without a window needs, and what would announce that a program drives it. */
const HEADLESS_FLAGS = ["--headless=new", "--disable-gpu", "--no-sandbox"];
const AUTOMATION_FLAGS = ["--enable-automation"];

/**
 * Opens the window on the server's list of guides; where this profile is not signed in, on the sign-in page.
 *
 * @param {string} profile The profile's folder.
 * @param {import("../../e2e/lib/server.mjs").Server} server
 * @param {() => Promise<string>} newSignIn Makes a sign-in link.
 * @returns {Promise<{closed: Promise<void>, close: () => Promise<void>}>} Once it is open; `closed` resolves when the
 *   person has closed it.
 */
export async function openWindow(profile, server, newSignIn) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    args: chromiumFlags(EXTENSION).filter((flag) => !HEADLESS_FLAGS.includes(flag)),
    ignoreDefaultArgs: [...UNWANTED_FLAGS, ...AUTOMATION_FLAGS],
    headless: false,
    // Ctrl+C is run.mjs's, which ends the server as well.
    handleSIGINT: false,
    handleSIGTERM: false,
    // Chromium's sandbox does not work for root.
    chromiumSandbox: process.getuid?.() !== 0,
    viewport: null,
  });
  /** @type {Promise<void>} */
  const closed = new Promise((resolve) => context.once("close", () => resolve()));
  const browser = new Browser(context, profile, true, false);
  await browser.ready();
  await browser.presetServer(server);
  const page = context.pages()[0] ?? (await context.newPage());
  const answer = await page.goto(`${server.address}/workflows`);
  if (answer?.status() === 401) await page.goto(server.signIn || (await newSignIn()));
  return { closed, close: () => context.close() };
}
