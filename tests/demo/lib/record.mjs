/**
 * The main job, from start to end, as a person does it: a real workflow in Django's administration site, recorded
 * through the side panel, uploaded, and the guide as a file.
 */

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { perform } from "../../django/perform.mjs";
import { Browser } from "../../e2e/lib/browser.mjs";
import { Django } from "../../e2e/lib/django.mjs";
import { KEYS } from "../../e2e/lib/input.mjs";
import { Panel } from "../../e2e/lib/panel.mjs";
import { pressToolbarButton, Surface } from "../../e2e/lib/surface.mjs";
import { pause } from "../../e2e/lib/wait.mjs";
import { phase, progress } from "./phases.mjs";

/** Where the guide is left. */
export const FOLDER = fileURLToPath(new URL("../../../dist/demo/", import.meta.url));

/** How long the demo's quick person looks at a page before each action (ms). */
const LOOK = 100;

/** And how long it holds a key, and lets go before the next (ms). */
const QUICK_KEYS = { hold: 8, gap: 4 };

/** Between the last action and Stop, as people look once more (ms). */
const LAST_LOOK = 500;

/** @typedef {import("../../e2e/lib/server.mjs").Server} Server */
/** @typedef {{press: (name: string) => Promise<unknown>, shows: (name: string) => Promise<unknown>}} Controls */

/**
 * Records, uploads, exports.
 *
 * @param {Server} server Running, with a key.
 * @returns {Promise<{id: string, actions: number, steps: number, pictures: number, html: string, markdown: string}>}
 *   `html`, `markdown`: the files' paths.
 */
export async function record(server) {
  const { site, browser } = await phase("Django's administration site is up, Chromium runs with the extension", begin);
  try {
    const before = new Set((await server.workflows()).map((one) => one.id));
    await browser.presetServer(server);
    const page = await browser.open(`${site.address}/admin/`);
    const panel = await phase("The side panel is open", () => openPanel(browser, page));
    await phase("The recording runs", async () => {
      await panel.press("Start recording");
      await panel.shows("Stop recording");
      await page.bringToFront();
    });
    Object.assign(KEYS, QUICK_KEYS);
    const done = await phase("The work is done: sign in, users, books, a filter, a deletion, sign out", () =>
      perform(page, { progress, look: LOOK, watched: false }),
    );
    await pause(LAST_LOOK);
    const workflow = await phase("The recording is stopped and the guide is on the server", async () => {
      await panel.press("Stop recording");
      return server.newWorkflow({ known: before, timeout: 60_000 });
    });
    const files = await phase("The guide is saved as files", () => save(server, workflow.id));
    const pictures = workflow.steps.filter((/** @type {any} */ step) => step.picture.sha256).length;
    return { id: workflow.id, actions: done.length, steps: workflow.steps.length, pictures, ...files };
  } finally {
    await browser.close();
    await site.close();
  }
}

/** Starts the site and the browser; neither is left when the other one fails. */
async function begin() {
  const [site, browser] = await Promise.allSettled([Django.start(), Browser.launch()]);
  if (site.status === "fulfilled" && browser.status === "fulfilled") return { site: site.value, browser: browser.value };
  for (const one of [site, browser]) if (one.status === "fulfilled") await one.value.close();
  throw site.status === "rejected" ? site.reason : /** @type {PromiseRejectedResult} */ (browser).reason;
}

/**
 * The panel that Chrome docks beside the page, by the toolbar's button; where this Chromium cannot show one, the same
 * page in a tab.
 *
 * @param {Browser} browser
 * @param {import("playwright-core").Page} page
 * @returns {Promise<Controls>}
 */
async function openPanel(browser, page) {
  try {
    await pressToolbarButton(browser, page.url());
    const popup = await Surface.attach(browser, "popup.html");
    // Ready when it can start: until then it still renews what it shows.
    await popup.shows("Start recording");
    await popup.press("Open panel");
    return await Surface.attach(browser, "side_panel.html");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    console.log(
      `          This Chromium does not show a docked side panel here, so its page is used in a tab. (${why})`,
    );
    return Panel.openTab(browser, await browser.tabIdOf(page));
  }
}

/**
 * @param {Server} server
 * @param {string} id
 */
async function save(server, id) {
  await mkdir(FOLDER, { recursive: true });
  const files = { html: join(FOLDER, "guide.html"), markdown: join(FOLDER, "guide.md") };
  for (const [format, path] of Object.entries(files)) {
    const answer = await server.ask(`/api/v1/workflows/${id}/export?format=${format}`);
    await writeFile(path, Buffer.from(await answer.arrayBuffer()));
  }
  return files;
}
