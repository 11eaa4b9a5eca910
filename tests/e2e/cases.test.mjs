/**
 * The case suite: each folder of `tests/cases` is done twice, with and without the recorder. The recording must have
 * the right steps, titles, places and pictures, and the page must not have noticed.
 */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { clickAt, launchWithCache, titled } from "./lib/back_forward.mjs";
import { differences } from "./lib/behaviour.mjs";
import { Browser } from "./lib/browser.mjs";
import { bringLibraries } from "./lib/case_bundle.mjs";
import { divide, Workplace } from "./lib/case_run.mjs";
import { lookAtPictures } from "./lib/case_pictures.mjs";
import { DEMANDED, fits, paired, Score } from "./lib/case_score.mjs";
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
/** @type {ReturnType<typeof read>[]} Of each batch. */
const recordings = [];
/** What the cases have shown, and apart from it those of which it is known that they are wrong. */
const scores = { kept: new Score(), todo: new Score() };
/** @type {Set<string>} */
const known = new Set();

/** Not part of each run: what time alone decides in pages of others still makes two runs differ now and then. */
const skip = process.env.CAIRN_CASES === undefined && "set CAIRN_CASES to a pattern of folders ('.' for all) to run the case suite";

describe("cases", { skip }, () => {
  before(async () => {
    await bringLibraries();
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
      const done = last.then(() => work(cases));
      const recording = done.then((both) => read(cases, both));
      recordings.push(recording);
      // Who waits for it hears what went wrong.
      recording.catch(() => {});
      last = done.catch(() => {});
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

  test("a page that comes back from the back-forward cache is recorded on", { timeout: 60_000 }, cameBack);

  test("all figures are as good as is demanded", (t) => {
    for (const line of [...scores.kept.lines("kept"), ...scores.todo.lines("todo")]) t.diagnostic(line);
    const figures = Object.entries(scores.kept.figures());
    const low = figures.filter(([name, part]) => part < DEMANDED[/** @type {keyof typeof DEMANDED} */ (name)]);
    assert.deepEqual(low, []);
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

/** The work of several cases, recorded and at the same time not. @param {Read[]} cases */
async function work(cases) {
  const { server, with_, without } = tools;
  const [done, bare] = await Promise.all([
    with_.work(cases, { recorded: true }),
    without.work(cases, { recorded: false }),
  ]);
  return { done, bare, workflow: await server.newWorkflow({ known }) };
}

/** What the recording of several cases has become. @param {Read[]} cases @param {Awaited<ReturnType<typeof work>>} both */
async function read(cases, { done, bare, workflow }) {
  const titles = (await readGuide(tools.guide, tools.server, workflow.id)).map((step) => step.title);
  return { done, bare, workflow, titles, divided: divide(cases, workflow.steps) };
}

/**
 * @param {import("node:test").TestContext} t
 * @param {Read} one
 * @param {Awaited<ReturnType<typeof read>>} recorded
 */
async function check(t, one, { done, bare, workflow, titles, divided }) {
  const mine = /** @type {NonNullable<ReturnType<typeof done.get>>} */ (done.get(one));
  const steps = divided.get(one) ?? [];
  const said = steps.map(({ at }) => titles[at]);
  const right = said.length === mine.expected.length && mine.expected.every(({ title }, nth) => fits(title, said[nth]));
  const wrong = right ? [] : [`the steps are ${JSON.stringify(said)} instead of ${list(mine.expected)}`];
  const { pairs } = paired(mine.expected, said);
  const measured = pairs.filter(({ nth }) => mine.expected[nth].rect);
  const misplaced = measured.map(({ nth, at }) => off(steps[at].step, mine.expected[nth].rect, said[at]));
  wrong.push(...misplaced.flat());
  const { missing, misleading } = await lookAtPictures(tools, one, workflow.id, steps.map(({ step }) => step), right ? mine.expected : []);
  wrong.push(...misleading);
  if (missing.length > 0) t.diagnostic(`without a picture: ${missing.join("; ")}`);
  const rectangles = { measured: measured.length, off: misplaced.filter((one) => one.length > 0).length };
  const score = one.todo ? scores.todo : scores.kept;
  score.add(mine.expected, said, rectangles, { missing: missing.length, wrong: misleading.length });
  const other = /** @type {typeof mine} */ (bare.get(one));
  for (const failed of [mine.failed, other.failed]) if (failed) wrong.push(String(failed));
  if (!one.only && !mine.failed && !other.failed) {
    wrong.push(...differences(other.behaviour, mine.behaviour), ...differences(other.requests, mine.requests));
  }
  assert.deepEqual(wrong, []);
}

/** @param {import("./lib/person.mjs").Expected[]} expected */
function list(expected) {
  return JSON.stringify(expected.map(({ title }) => String(title)));
}

/** @param {any} step @param {import("./lib/input.mjs").Rect | null} measured @param {string} title */
function off({ target }, measured, title) {
  if (!measured) return [];
  const sides = /** @type {const} */ (["x", "y", "width", "height"]);
  const far = sides.filter((side) => !(Math.abs(target?.rect[side] - measured[side]) <= RECT_LIMIT));
  return far.map((side) => `${title}: ${side} is ${target?.rect[side]}, measured ${measured[side]}`);
}
