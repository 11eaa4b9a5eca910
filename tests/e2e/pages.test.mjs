import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { CASES } from "../pages/cases.mjs";
import { Browser } from "./lib/browser.mjs";
import { readGuide, signIn } from "./lib/guide.mjs";
import { rectOf } from "./lib/input.mjs";
import { Pages } from "./lib/pages.mjs";
import { Panel } from "./lib/panel.mjs";
import { Server } from "./lib/server.mjs";
import { pause } from "./lib/wait.mjs";

/** How far a recorded rectangle may be from the measured one (CSS pixels). */
const RECT_LIMIT = 2;

/** @type {{server: Server, pages: Pages, browser: Browser, reader: Browser, guide: import("playwright-core").Page}} */
let tools;
/** The workflows that earlier cases have made. @type {Set<string>} */
const known = new Set();

describe("the product's own pages", () => {
  before(async () => {
    const [server, pages, browser, reader] = await Promise.all([
      Server.start(),
      Pages.start(),
      Browser.launch(),
      Browser.launch({ extension: null }),
    ]);
    await browser.presetServer(server);
    const guide = await reader.open();
    await signIn(guide, server);
    tools = { server, pages, browser, reader, guide };
  });
  after(() => Promise.all([tools.browser, tools.reader, tools.pages, tools.server].map((one) => one.close())));

  for (const one of CASES) {
    test(`${one.page}: ${one.name}`, { timeout: 60_000 }, () => record(one));
  }
});

/** @param {import("../pages/cases.mjs").Case} one */
async function record(one) {
  const { server, pages, browser, guide } = tools;
  const page = await browser.open(pages.url(`${one.page}.html`));
  const panel = await Panel.openWindow(browser, await browser.tabIdOf(page));
  try {
    const rects = await Promise.all((one.targets?.(page) ?? []).map((target) => target && rectOf(target)));
    await panel.start();
    await page.bringToFront();
    await pause(600);
    await one.act(page);
    await pause(600);
    await panel.stop();
    const workflow = await server.newWorkflow({ known });
    const titles = (await readGuide(guide, server, workflow.id)).map((step) => step.title);
    assert.deepEqual(titles, expected(one.titles, titles));
    rects.forEach((rect, at) => rect && close(workflow.steps[at].target.rect, rect, titles[at]));
  } finally {
    for (const open of browser.context.pages()) if (open !== browser.context.pages()[0]) await open.close();
  }
}

/** Patterns that match become the titles that they match. @param {(string | RegExp)[]} wanted @param {string[]} titles */
function expected(wanted, titles) {
  return wanted.map((one, at) =>
    typeof one === "string" ? one : one.test(titles[at] ?? "") ? titles[at] : String(one),
  );
}

/** @param {any} recorded @param {import("./lib/input.mjs").Rect} measured @param {string} title */
function close(recorded, measured, title) {
  for (const side of /** @type {const} */ (["x", "y", "width", "height"])) {
    const off = Math.abs(recorded[side] - measured[side]);
    assert.ok(off <= RECT_LIMIT, `${title}: ${side} is ${recorded[side]}, measured ${measured[side]}`);
  }
}
