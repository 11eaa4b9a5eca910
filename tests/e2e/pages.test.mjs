import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { CASES } from "../pages/cases.mjs";
import { Browser } from "./lib/browser.mjs";
import { readGuide, signIn } from "./lib/guide.mjs";
import { rectOf } from "./lib/input.mjs";
import { Pages } from "./lib/pages.mjs";
import { Panel } from "./lib/panel.mjs";
import { Pictures } from "./lib/pictures.mjs";
import { Server } from "./lib/server.mjs";
import { pause } from "./lib/wait.mjs";

/** How far a recorded rectangle may be from the measured one (CSS pixels). */
const RECT_LIMIT = 2;

/** The green and blue of what has not been acted on are above this, of what has below (of 255). */
const RED = 120;

/** @type {{pictures: Pictures, server: Server, pages: Pages, browser: Browser, reader: Browser, guide: import("playwright-core").Page}} */
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
    const pictures = await Pictures.open(reader.context);
    tools = { pictures, server, pages, browser, reader, guide };
  });
  after(() => Promise.all([tools.browser, tools.reader, tools.pages, tools.server].map((one) => one.close())));

  for (const one of CASES) {
    test(`${one.page}: ${one.name}`, { timeout: 60_000 }, (t) => record(t, one));
  }
});

/** @param {import("node:test").TestContext} t @param {import("../pages/cases.mjs").Case} one */
async function record(t, one) {
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
    if (one.pictured) {
      const missing = await shownBefore(workflow, one.pictured);
      t.diagnostic(`${missing} of ${titles.length} steps have no picture`);
    }
    rects.forEach((rect, at) => rect && close(workflow.steps[at].target.rect, rect, titles[at]));
  } finally {
    for (const open of browser.context.pages()) if (open !== browser.context.pages()[0]) await open.close();
  }
}

/**
 * No step shows its target red, that is after its own action.
 *
 * @param {any} workflow
 * @param {"all" | "some"} pictured How many of the steps must have a picture.
 */
async function shownBefore({ id, steps }, pictured) {
  const missing = [];
  const wrong = [];
  for (const { seq, picture, target } of steps) {
    if (!picture.sha256) {
      missing.push(`${seq}: ${picture.missing}`);
      continue;
    }
    const { bytes } = await tools.server.picture(id, picture.sha256);
    const { x, y, width, height } = target.rect;
    const spot = { x: Math.round((x + width * 0.7) * picture.scale), y: Math.round((y + height / 2) * picture.scale) };
    const [[, green, blue]] = await tools.pictures.pixels(bytes, [spot]);
    if (green < RED || blue < RED) wrong.push(seq);
  }
  assert.deepEqual(wrong, [], "these steps show what came after them");
  if (pictured === "all") assert.deepEqual(missing, []);
  else assert.ok(missing.length < steps.length, "no step has a picture");
  return missing.length;
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
