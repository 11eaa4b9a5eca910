/**
 * The case suite: each folder of `tests/cases` is done twice, with and without the recorder. The recording must have
 * the right steps, titles, places and pictures, and the page must not have noticed.
 */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { clickAt, launchWithCache, titled } from "./lib/back_forward.mjs";
import { differences } from "./lib/behaviour.mjs";
import { Browser } from "./lib/browser.mjs";
import { divide, Workplace } from "./lib/case_run.mjs";
import { readCases } from "./lib/case_site.mjs";
import { readGuide, signIn } from "./lib/guide.mjs";
import { worlds } from "./lib/inspect.mjs";
import { Panel } from "./lib/panel.mjs";
import { Pictures } from "./lib/pictures.mjs";
import { Server } from "./lib/server.mjs";
import { pause } from "./lib/wait.mjs";

/** @typedef {import("./lib/case_site.mjs").Read} Read */

/** How far a recorded rectangle may be from the measured one (CSS pixels). */
const RECT_LIMIT = 2;
/** The green and blue of what has not been acted on are above this, of what has below (of 255). */
const RED = 120;
/** How far the paper's colour may be off in a stored picture, of 255: less than two papers are apart. */
const PAPER_LIMIT = 7;
/** The part of the steps that may be without a picture: the person of the cases is quick. */
const WITHOUT_PICTURE = 0.1;
/** What is still wrong with pages from the back-forward cache. */
const NOT_BACK = "a page that has come back from the back-forward cache is no longer recorded";
/** The time in which a person looks before the next action (ms). */
const LOOK = 500;
/** As many cases are one recording. */
const BATCH = 20;

const CASES = await readCases();
const CHOSEN = CASES.filter((one) => new RegExp(process.env.CAIRN_CASES ?? "").test(one.folder));
/** @type {Read[][]} */
const BATCHES = Array.from({ length: Math.ceil(CHOSEN.length / BATCH) }, (_, nth) =>
  CHOSEN.slice(nth * BATCH, (nth + 1) * BATCH),
);
/** @type {{server: Server, reader: Browser, guide: import("playwright-core").Page, pictures: Pictures, with_: Workplace, without: Workplace}} */
let tools;
/** @type {ReturnType<typeof record>[]} Of each batch. */
const recordings = [];
/** How many steps the cases have, and how many of them no picture. */
const shown = { steps: 0, without: 0 };
/** @type {Set<string>} */
const known = new Set();

/** Not part of each run yet: its comparisons of behaviour have to prove on slow machines that they never fail by chance. */
const skip = process.env.CAIRN_CASES === undefined && "set CAIRN_CASES to a pattern of folders ('.' for all) to run the case suite";

describe("cases", { skip }, () => {
  before(async () => {
    const [server, reader, with_, without] = await Promise.all([
      Server.start(),
      Browser.launch({ extension: null }),
      Workplace.open(CASES),
      Workplace.open(CASES, { extension: null }),
    ]);
    await with_.browser.presetServer(server);
    const guide = await reader.open();
    await signIn(guide, server);
    tools = { server, reader, guide, pictures: await Pictures.open(reader.context), with_, without };
    // The next cases are recorded while those before are looked at.
    let last = /** @type {Promise<unknown>} */ (Promise.resolve());
    for (const cases of BATCHES) {
      const recording = last.then(() => record(cases));
      recordings.push(recording);
      last = recording.catch(() => {});
    }
  });
  after(() => Promise.all([tools.with_, tools.without, tools.reader, tools.server].map((one) => one.close())));

  for (const [nth, cases] of BATCHES.entries()) {
    describe(`${cases[0].folder} to ${cases.at(-1)?.folder}`, () => {
      for (const one of cases) {
        test(`${one.folder}: ${one.name}`, { todo: one.todo }, async (t) => check(t, one, await recordings[nth]));
      }
    });
  }

  test("an idle recorder is not in a page, and no page can tell", idle);

  test("a page that comes back from the back-forward cache is recorded on", { timeout: 60_000, todo: NOT_BACK }, cameBack);

  test("nearly every step has a picture", (t) => {
    t.diagnostic(`${shown.without} of ${shown.steps} steps have no picture`);
    assert.ok(shown.without <= shown.steps * WITHOUT_PICTURE);
  });
});

/** The page that looks for the recorder, in a browser that has it and is not recording. */
async function idle() {
  const { with_, without } = tools;
  const one = CASES.filter(({ folder }) => folder === "looks-for-recorder");
  const [[mine], [other]] = await Promise.all(
    [with_, without].map(async (place) => [...(await place.work(one, { recorded: false })).values()]),
  );
  if (mine.failed ?? other.failed) throw mine.failed ?? other.failed;
  assert.ok(other.behaviour.some((line) => line.includes("manifest.json refused refused")), "the page has looked");
  assert.deepEqual(differences(other.behaviour, mine.behaviour), []);
  const page = await with_.browser.open(with_.site.url("/looks-for-recorder/page.html"));
  assert.deepEqual(await worlds(with_.browser, page), []);
  await page.close();
}

/** A page that comes back as it was left; its recorder comes back with it. @param {import("node:test").TestContext} t */
async function cameBack(t) {
  const { server, guide, with_ } = tools;
  const browser = await launchWithCache(t);
  await browser.presetServer(server);
  const page = await browser.open(with_.site.url("/back-forward-cache/page.html"));
  const tab = await browser.tabIdOf(page);
  const panel = await Panel.openWindow(browser, tab);
  await panel.start();
  await page.bringToFront();
  for (const title of ["Next", "Back from the cache"]) {
    await pause(LOOK);
    await clickAt(page, 60, 50);
    await titled(browser, tab, title);
  }
  await pause(LOOK);
  await clickAt(page, 60, 100);
  await titled(browser, tab, "Clicked");
  await pause(LOOK);
  await panel.stop();
  const { id } = await server.newWorkflow({ known });
  const titles = (await readGuide(guide, server, id)).map((step) => step.title);
  assert.deepEqual(titles, ["Click **Onward**", "Click **Return**", "Click **Here again**"]);
}

/** One recording of several cases. @param {Read[]} cases */
async function record(cases) {
  const { server, guide, with_, without } = tools;
  const [done, bare] = await Promise.all([
    with_.work(cases, { recorded: true }),
    without.work(cases, { recorded: false }),
  ]);
  const workflow = await server.newWorkflow({ known });
  const titles = (await readGuide(guide, server, workflow.id)).map((step) => step.title);
  return { done, bare, workflow, titles, divided: divide(cases, workflow.steps) };
}

/**
 * @param {import("node:test").TestContext} t
 * @param {Read} one
 * @param {Awaited<ReturnType<typeof record>>} recorded
 */
async function check(t, one, { done, bare, workflow, titles, divided }) {
  const mine = /** @type {NonNullable<ReturnType<typeof done.get>>} */ (done.get(one));
  if (mine.failed) throw mine.failed;
  const steps = divided.get(one) ?? [];
  const said = steps.map(({ at }) => titles[at]);
  const wanted = mine.expected.map(({ title }, nth) => (title instanceof RegExp && title.test(said[nth]) ? said[nth] : String(title)));
  const wrong = [];
  if (said.join("\n") !== wanted.join("\n")) wrong.push(`the steps are ${JSON.stringify(said)} instead of ${JSON.stringify(wanted)}`);
  else for (const [nth, { step }] of steps.entries()) wrong.push(...off(step, mine.expected[nth].rect, said[nth]));
  const { missing, misleading } = await pictured(one, workflow.id, steps.map(({ step }) => step));
  wrong.push(...misleading);
  if (missing.length > 0) t.diagnostic(`without a picture: ${missing.join("; ")}`);
  if (!one.todo) {
    shown.steps += steps.length;
    shown.without += missing.length;
  }
  const other = /** @type {typeof mine} */ (bare.get(one));
  if (other.failed) throw other.failed;
  if (!one.only) {
    wrong.push(...differences(other.behaviour, mine.behaviour), ...differences(other.requests, mine.requests));
  }
  assert.deepEqual(wrong, []);
}

/** @param {any} step @param {import("./lib/input.mjs").Rect | null} measured @param {string} title */
function off({ target }, measured, title) {
  if (!measured) return [];
  const sides = /** @type {const} */ (["x", "y", "width", "height"]);
  const far = sides.filter((side) => !(Math.abs(target?.rect[side] - measured[side]) <= RECT_LIMIT));
  return far.map((side) => `${title}: ${side} is ${target?.rect[side]}, measured ${measured[side]}`);
}

/**
 * Which steps have no picture, and which one that is of another page, or of the target after its action (then the
 * cases' pages make it red; toggles are shown after).
 *
 * @param {Read} one
 * @param {string} id
 * @param {any[]} steps
 */
async function pictured(one, id, steps) {
  const [missing, misleading] = [/** @type {string[]} */ ([]), /** @type {string[]} */ ([])];
  for (const { seq, picture, target, action, page } of steps) {
    if (!picture?.sha256) {
      missing.push(`step ${seq} has no picture: ${picture?.missing}`);
      continue;
    }
    const { bytes } = await tools.server.picture(id, picture.sha256);
    const spot = ({ x = 0, y = 0, width = 0, height = 0 }) => ({
      x: Math.round((x + width * 0.7) * picture.scale),
      y: Math.round((y + height / 2) * picture.scale),
    });
    const [paper, [, green, blue]] = await tools.pictures.pixels(bytes, [{ x: 3, y: 3 }, spot(target?.rect ?? {})]);
    const own = new URL(page.url).pathname === `/${one.folder}/page.html`;
    if (own && paper.some((value, nth) => Math.abs(value - one.paper[nth]) > PAPER_LIMIT)) {
      misleading.push(`step ${seq} shows another page: ${paper} instead of ${one.paper}`);
    }
    const toggle = action.value?.kind === "checked";
    if (target && !toggle && (green < RED || blue < RED)) misleading.push(`step ${seq} shows what came after it`);
  }
  return { missing, misleading };
}
