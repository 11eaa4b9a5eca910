/** What says who somebody is goes from texts and from pictures, wherever it stands, and what only looks like it stays. */

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { Search } from "./lib/bytes.mjs";
import { click, type } from "./lib/input.mjs";
import { Pages } from "./lib/pages.mjs";
import { Pictures } from "./lib/pictures.mjs";
import { recordOn } from "./lib/record.mjs";
import { Server } from "./lib/server.mjs";
import { pause } from "./lib/wait.mjs";

/** @typedef {{x: number, y: number, width: number, height: number}} Rect */

const LOOK = 900;
/** A mask is one colour; a lossy codec shades its edges. */
const SPREAD = 40;
/** What is typed on the page, besides what stands there. */
const TYPED = "carol.typed@mail.example";

/** The rectangles of the lines of all elements with an attribute, frames included. @param {import("playwright-core").Page} page @param {string} name */
async function places(page, name) {
  /** @type {{text: string, rect: Rect}[]} */
  const all = [];
  for (const frame of page.frames()) {
    const corner = frame === page.mainFrame() ? { x: 0, y: 0 } : await (await frame.frameElement()).boundingBox();
    const border = frame === page.mainFrame() ? 0 : 1;
    const found = await frame.evaluate((attribute) => {
      return [...document.querySelectorAll(`[${attribute}]`)].flatMap((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const field = element.matches("input,select");
        const rects = field ? [element.getBoundingClientRect()] : [...range.getClientRects()];
        return rects.map(({ x, y, width, height }) => ({ text: element.getAttribute(attribute) || element.textContent || "", rect: { x, y, width, height } }));
      });
    }, name);
    for (const { text, rect } of found) {
      all.push({ text, rect: { ...rect, x: rect.x + (corner?.x ?? 0) + border, y: rect.y + (corner?.y ?? 0) + border } });
    }
  }
  return all.filter(({ rect }) => rect.width > 2 && rect.height > 2);
}

/** @param {Rect} outer @param {Rect} inner */
const holds = (outer, inner) =>
  outer.x <= inner.x + 1 && outer.y <= inner.y + 1 && outer.x + outer.width >= inner.x + inner.width - 1 && outer.y + outer.height >= inner.y + inner.height - 1;
/** @param {Rect} one @param {Rect} other */
const touches = (one, other) =>
  one.x < other.x + other.width - 2 && other.x < one.x + one.width - 2 && one.y < other.y + other.height - 4 && other.y < one.y + one.height - 4;

test("what says who somebody is goes from texts and pictures", { timeout: 180_000 }, async (t) => {
  const [server, pages, browser] = await Promise.all([Server.start({ t }), Pages.start({ t }), Browser.launch({ t })]);
  await browser.presetServer(server);
  const { page, panel } = await recordOn(browser, pages.url("personal.html"));
  await pause(LOOK);
  const secrets = await places(page, "data-secret");
  const plain = await places(page, "data-plain");
  await click(page, page.locator("#look"));
  await pause(LOOK);
  const late = (await places(page, "data-secret")).filter(({ text }) => text.startsWith("late"));
  await click(page, page.locator("#card"));
  await pause(LOOK);
  await click(page, page.locator("#contact"), { count: 3 });
  await type(page, TYPED);
  await pause(LOOK);
  await click(page, page.locator("#amount"));
  await pause(LOOK);
  await click(page, page.locator("#pay"));
  await pause(LOOK);
  await panel.stop();
  const { id, steps } = await server.newWorkflow();

  await t.test("in texts", async () => {
    const all = JSON.stringify(steps);
    for (const { text } of [...secrets, ...late]) assert.ok(!all.includes(text), `${text} in ${all}`);
    assert.ok(!all.includes(TYPED) && !all.includes("4012888888881881"));
    const typed = steps.find((/** @type {any} */ step) => step.action.type === "change" && step.target.name === "Contact");
    assert.equal(typed.action.value.text, "•••");
    assert.equal(steps[0].page.title, "Accounts of •••");
  });

  await t.test("in every stored byte", async () => {
    const words = { typed: TYPED, card: "4012888888881881", token: "ghp_16C7e42F292c6912E7710c838347Ae178B4a", late: "late@mail.example" };
    assert.deepEqual((await new Search(words).profile(browser.profile)).found, []);
    const search = new Search(words);
    assert.deepEqual(search.in("the workflow", Buffer.from(JSON.stringify(steps))), []);
  });

  await t.test("in pictures", async () => {
    const reader = await Browser.launch({ t, extension: null });
    const pictures = await Pictures.open(reader.context);
    const shown = steps.filter((/** @type {any} */ step) => step.picture.sha256);
    assert.ok(shown.length >= 3, JSON.stringify(steps.map((/** @type {any} */ step) => step.picture)));
    for (const step of shown) {
      const { bytes } = await server.picture(id, step.picture.sha256);
      if (process.env.CAIRN_SHOTS) await writeFile(join(process.env.CAIRN_SHOTS, `personal-${step.seq}.webp`), bytes);
      const { masks, scale } = step.picture;
      const expected = step === shown[0] ? secrets : [...secrets, ...late];
      for (const { text, rect } of expected) {
        assert.ok(masks.some((/** @type {Rect} */ mask) => holds(mask, rect)), `${step.seq}: ${text} at ${JSON.stringify(rect)} is not covered: ${JSON.stringify(masks)}`);
        const points = [];
        for (let x = rect.x + 2; x < rect.x + rect.width - 2; x += 3) {
          for (let y = rect.y + 2; y < rect.y + rect.height - 2; y += 3) points.push({ x: Math.round(x * scale), y: Math.round(y * scale) });
        }
        const colours = await pictures.pixels(bytes, points);
        const spread = Math.max(...[0, 1, 2].map((channel) => Math.max(...colours.map((colour) => colour[channel])) - Math.min(...colours.map((colour) => colour[channel]))));
        assert.ok(spread <= SPREAD, `${step.seq}: ${text} varies by ${spread}`);
      }
      for (const { text, rect } of plain) {
        assert.ok(!masks.some((/** @type {Rect} */ mask) => touches(mask, rect)), `${step.seq}: ${text} is covered`);
      }
    }
  });
});
