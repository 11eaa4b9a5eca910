/** Where this machine's Chromium is, and the flags that every test starts it with. */

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Window size in CSS pixels; small enough for quick pictures, large enough for the desktop layout of Django. */
export const WINDOW = { width: 1280, height: 900 };

/**
 * The path of the browser: `CHROMIUM`, or the first known name on the path.
 *
 * @returns {string}
 */
export function chromiumPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of NAMES) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not in this folder.
      }
    }
  }
  throw new Error("No Chromium was found. Install the package `chromium`, or set CHROMIUM to the browser's path.");
}

/**
 * Flags for a headless browser with one unpacked extension.
 *
 * @param {string | null} extension The extension's folder, or null for a browser without it.
 */
export function chromiumFlags(extension) {
  const flags = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // `Extensions.triggerAction` presses the toolbar button as a person would.
    "--enable-unsafe-extension-debugging",
    `--window-size=${WINDOW.width},${WINDOW.height}`,
  ];
  if (extension) flags.push(`--load-extension=${extension}`, `--disable-extensions-except=${extension}`);
  return flags;
}

/**
 * Playwright's own flags that make the browser unlike a person's: they hide bugs that people would meet. (The
 * back-forward cache stays off: Playwright loses a page that comes back from it.)
 */
export const UNWANTED_FLAGS = [
  "--disable-extensions",
  "--disable-popup-blocking",
  "--disable-background-timer-throttling",
  "--disable-renderer-backgrounding",
];
