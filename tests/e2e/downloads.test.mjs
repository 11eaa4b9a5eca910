/** What a step saves is told with the step: files come by links, by answers that say so, and by scripts. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { readGuide, signIn } from "./lib/guide.mjs";
import { click } from "./lib/input.mjs";
import { Pages } from "./lib/pages.mjs";
import { recordOn } from "./lib/record.mjs";
import { Server } from "./lib/server.mjs";
import { pause } from "./lib/wait.mjs";

/** The time between two actions of an unhurried person (ms). */
const LOOK = 900;

/** Each link, and the name of the file that it saves. */
const FILES = [
  ["A link that saves", "report.html"],
  ["An answer that is saved", "attached.html"],
  ["A redirect to one", "attached.html"],
  ["Made by the page", "made.txt"],
  ["One in a new tab", "attached.html"],
  ["A page", null],
];

/** The storage of a busy machine answers late: a tab that was opened for a file is gone before. */
async function delayStorage(/** @type {Browser} */ browser) {
  await browser.inExtension(() => {
    const { session } = chrome.storage;
    const set = session.set.bind(session);
    session.set = async (/** @type {object} */ items) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await set(items);
    };
  });
}

test("a step says which file it saves", { timeout: 120_000 }, async (t) => {
  const headers = { "/attached.html": { "content-disposition": "attachment" } };
  const [server, pages, browser] = await Promise.all([
    Server.start({ t }),
    Pages.start({ t, headers }),
    Browser.launch({ t }),
  ]);
  await browser.presetServer(server);
  const { page, panel } = await recordOn(browser, pages.url("downloads.html"));
  await delayStorage(browser);
  for (const [name] of FILES) {
    await pause(LOOK);
    await click(page, page.getByText(String(name), { exact: true }));
  }
  await pause(LOOK);
  await panel.stop();

  const workflow = await server.newWorkflow();
  const saved = workflow.steps.map((/** @type {any} */ step) => {
    const signal = step.signals?.find((/** @type {any} */ signal) => signal.type === "download");
    return [step.target?.name, signal ? signal.file : null];
  });
  assert.deepEqual(saved, FILES);
  const reader = await Browser.launch({ t, extension: null });
  const guide = await reader.open();
  await signIn(guide, server);
  const steps = await readGuide(guide, server, workflow.id);
  assert.match(steps[0].words, /The file “report\.html” is downloaded\./);
});
