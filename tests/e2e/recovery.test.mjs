import assert from "node:assert/strict";
import { test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { click } from "./lib/input.mjs";
import { Pages } from "./lib/pages.mjs";
import { Panel } from "./lib/panel.mjs";
import { Proxy } from "./lib/proxy.mjs";
import { Server } from "./lib/server.mjs";
import { pause, waitFor } from "./lib/wait.mjs";

/** The time between two actions of an unhurried person (ms). */
const LOOK = 700;
const BUTTONS = ["Save", "Delete", "Print now", "Twice", "Acts on press"];

/** @param {import("node:test").TestContext} t */
async function setUp(t) {
  const [server, pages, browser] = await Promise.all([Server.start({ t }), Pages.start({ t }), Browser.launch({ t })]);
  const proxy = await Proxy.start(server, { t });
  await browser.presetServer(proxy);
  const page = await browser.open(pages.url("click.html"));
  const tab = await browser.tabIdOf(page);
  const panel = await Panel.openWindow(browser, tab);
  await panel.start();
  await page.bringToFront();
  await pause(LOOK);
  return { server, proxy, browser, page, tab, panel };
}

/** @param {import("playwright-core").Page} page @param {string} name */
async function pressButton(page, name) {
  await click(page, page.getByRole("button", { name, exact: true }));
  await pause(LOOK);
}

/** @param {any} workflow */
function complete(workflow) {
  assert.deepEqual(
    workflow.steps.map((step) => [step.seq, step.target.name]),
    BUTTONS.map((name, at) => [at + 1, name]),
  );
}

test("the service worker killed between steps", { timeout: 120_000 }, async (t) => {
  const { server, browser, page, panel } = await setUp(t);
  for (const name of BUTTONS) {
    await pressButton(page, name);
    await browser.killServiceWorker();
  }
  await panel.stop();
  complete(await server.newWorkflow());
});

test("the panel closed during a recording", { timeout: 120_000 }, async (t) => {
  const { server, browser, page, tab, panel } = await setUp(t);
  await pressButton(page, BUTTONS[0]);
  await panel.page.close();
  for (const name of BUTTONS.slice(1)) await pressButton(page, name);
  const again = await Panel.openWindow(browser, tab);
  await again.shows("Stop recording");
  await again.stop();
  complete(await server.newWorkflow());
});

// Each request of the upload in turn is the one whose answer is lost, because the server dies after it has answered.
for (const [what, pattern] of /** @type {const} */ ([
  ["creating the recording", /^POST \/api\/v1\/recordings$/],
  ["a picture", /^PUT \/api\/v1\/recordings\/[^/]+\/pictures\//],
  ["the steps", /^POST \/api\/v1\/recordings\/[^/]+\/steps$/],
  ["completing", /^POST \/api\/v1\/recordings\/[^/]+\/complete$/],
])) {
  test(`the server killed with -9 right after ${what}`, { timeout: 180_000 }, async (t) => {
    const { server, proxy, page, panel } = await setUp(t);
    let killed = 0;
    proxy.loses = async (line) => {
      if (killed > 0 || !pattern.test(line)) return false;
      killed = 1;
      await server.kill();
      killed = 2;
      return true;
    };
    for (const name of BUTTONS) await pressButton(page, name);
    await panel.press("Stop recording");
    await waitFor(`the request that is ${what}`, () => killed === 2, { timeout: 30_000, seen: () => proxy.requests });
    await server.restart();
    complete(await server.newWorkflow({ timeout: 90_000 }));
  });
}
