import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { Search } from "./lib/bytes.mjs";
import { readGuide, signIn } from "./lib/guide.mjs";
import { click, press, type } from "./lib/input.mjs";
import { Pages } from "./lib/pages.mjs";
import { Panel } from "./lib/panel.mjs";
import { recordOn } from "./lib/record.mjs";
import { Server } from "./lib/server.mjs";
import { pause, waitFor } from "./lib/wait.mjs";

/** The time between two actions of an unhurried person (ms). */
const LOOK = 700;

/**
 * @param {import("node:test").TestContext} t
 * @param {{server?: boolean, file?: string}} [options]
 */
async function setUp(t, { server: wanted = false, file = "click.html" } = {}) {
  const [server, pages, browser] = await Promise.all([wanted ? Server.start({ t }) : null, Pages.start({ t }), Browser.launch({ t })]);
  if (server) await browser.presetServer(server);
  const { page, panel } = await recordOn(browser, pages.url(file));
  await pause(LOOK);
  return { server: /** @type {Server} */ (server), browser, page, panel };
}

/** @param {Panel} panel */
const titles = (panel) => panel.page.locator("li.card .title").allInnerTexts();

/**
 * @param {Panel} panel
 * @param {string[]} expected
 */
async function lists(panel, expected) {
  await waitFor(`the steps ${expected.join(", ")}`, async () => JSON.stringify(await titles(panel)) === JSON.stringify(expected), {
    seen: () => titles(panel).then(String),
  });
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} name
 */
async function pressButton(page, name) {
  await page.bringToFront();
  await click(page, page.getByRole("button", { name, exact: true }));
}

/** @param {Panel} panel @param {string} text */
async function writes(panel, text) {
  await panel.press("Add note");
  await type(panel.page, text);
  await press(panel.page, "Enter");
}

/** @param {Panel} panel @param {string} button */
async function saved(panel, button) {
  const begun = panel.page.waitForEvent("download");
  await panel.press(button);
  return readFile(await (await begun).path(), "utf8");
}

test("a note stands in its place, gets other words, and is in the guide and in both files", { timeout: 120_000 }, async (t) => {
  const { server, page, panel } = await setUp(t, { server: true });
  await pressButton(page, "Save");
  await lists(panel, ["Click Save"]);
  await writes(panel, "Have the <b>contract</b> at hand.");
  await lists(panel, ["Click Save", "Have the <b>contract</b> at hand."]);
  await pressButton(page, "Print now");
  await lists(panel, ["Click Save", "Have the <b>contract</b> at hand.", "Click Print now"]);

  // Thrown away, then changed.
  await panel.press("Edit note 2");
  await type(panel.page, " Not this.");
  await press(panel.page, "Escape");
  await panel.press("Edit note 2");
  await type(panel.page, " And a pen.");
  await panel.press("Save note");
  const all = ["Click Save", "Have the <b>contract</b> at hand. And a pen.", "Click Print now"];
  await lists(panel, all);

  // What is still in the field at Stop is not lost.
  await panel.press("Add note");
  await type(panel.page, "That is all.");
  await panel.stop();
  await lists(panel, [...all, "That is all."]);
  await panel.page.getByRole("link", { name: "Open guide" }).waitFor();

  const { id, steps } = await server.newWorkflow();
  assert.deepEqual(steps.map((/** @type {any} */ step) => [step.seq, step.action.type]), [
    [1, "click"],
    [2, "note"],
    [3, "click"],
    [4, "note"],
  ]);
  const markdown = await saved(panel, "Save as Markdown");
  const html = await saved(panel, "Save as HTML");
  assert.ok(markdown.includes("contract") && markdown.includes("And a pen.") && markdown.includes("That is all."), markdown);
  assert.ok(html.includes("Have the &lt;b&gt;contract&lt;/b&gt; at hand. And a pen."));
  const reader = await Browser.launch({ t, extension: null });
  const guide = await reader.open();
  await signIn(guide, server);
  assert.deepEqual(
    (await readGuide(guide, server, id)).map((step) => step.title),
    ["Click **Save**", all[1], "Click **Print now**", "That is all."],
  );
  await guide.emulateMedia({ media: "print" });
  assert.ok(await guide.getByText(all[1], { exact: true }).isVisible());
});

test("a picture by hand is of the page as it is then, secrets filled solid", { timeout: 120_000 }, async (t) => {
  const { server, page, panel } = await setUp(t, { server: true, file: "secrets.html" });
  await click(page, page.locator("input[type=password]").first());
  await type(page, "hunter2!");
  await pause(LOOK);
  await page.evaluate(() => document.body.insertAdjacentHTML("afterbegin", "<h2>New today</h2>"));
  const asked = Date.now();
  await panel.press("Take picture");
  // The step before it has a picture too: only the new card counts.
  const card = panel.page.locator("li.card", { hasText: "Look at Secrets" });
  await waitFor("the picture", () => card.locator("img").isVisible(), { timeout: 15_000, seen: () => panel.text() });
  await panel.stop();
  assert.equal((await titles(panel)).at(-1), "Look at Secrets");
  const { steps } = await server.newWorkflow();
  const { picture } = steps.at(-1);
  assert.ok(picture.takenAt >= asked, `no picture of then: ${JSON.stringify(picture)}, asked for at ${asked}`);
  assert.ok(picture.masks.length >= 2, JSON.stringify(picture.masks));
});

test("the last step is taken back by button and keyboard, and put in again", { timeout: 120_000 }, async (t) => {
  const { server, page, panel } = await setUp(t, { server: true });
  for (const name of ["Save", "Print now", "Twice"]) {
    await pressButton(page, name);
    await pause(LOOK);
  }
  await lists(panel, ["Click Save", "Click Print now", "Click Twice"]);
  await panel.press("Undo last step");
  await lists(panel, ["Click Save", "Click Print now"]);
  await panel.press("Redo");
  await lists(panel, ["Click Save", "Click Print now", "Click Twice"]);
  await press(panel.page, "Control+z");
  await press(panel.page, "Control+z");
  await lists(panel, ["Click Save"]);
  await press(panel.page, "Control+Shift+z");
  await lists(panel, ["Click Save", "Click Print now"]);
  await waitFor("the end of the time to put it in again", async () => !(await panel.button("Redo").isEnabled()), { timeout: 12_000 });
  await pressButton(page, "Delete");
  await lists(panel, ["Click Save", "Click Print now", "Click Delete"]);
  await panel.stop();
  const { steps } = await server.newWorkflow();
  assert.deepEqual(
    steps.map((/** @type {any} */ step) => [step.seq, step.target.name]),
    [[1, "Save"], [2, "Print now"], [3, "Delete"]],
  );
});

test("what could not be read is said on the step in the panel and in the guide", { timeout: 120_000 }, async (t) => {
  const { server, page, panel } = await setUp(t, { server: true });
  await page.evaluate(() => document.body.insertAdjacentHTML("afterbegin", '<canvas width="200" height="60" style="background: #cde"></canvas>'));
  await pause(LOOK);
  await click(page, page.locator("canvas"));
  const sentence = "This step works on a drawing surface whose content cannot be read.";
  await panel.page.locator("li.card").getByText(sentence).waitFor();
  await panel.stop();
  const { id } = await server.newWorkflow();
  const reader = await Browser.launch({ t, extension: null });
  const guide = await reader.open();
  await signIn(guide, server);
  const steps = await readGuide(guide, server, id);
  assert.ok(steps[0].words.includes(sentence), steps[0].words);
});

/** What is typed into a field that says nothing of being secret. */
const CODE_WORD = "Ottoline-Quickwater";

test("a field that the person marks is secret from its first letter, also after a reload", { timeout: 180_000 }, async (t) => {
  const { server, browser, page, panel } = await setUp(t, { server: true, file: "text.html" });
  await panel.press("Mark next field as secret");
  await panel.page.getByText("Type in the field: what you type will not be recorded").waitFor();
  await page.bringToFront();
  await click(page, page.getByRole("heading", { name: "Text" }));
  await click(page, page.getByLabel("City"));
  await press(page, "End");
  await type(page, CODE_WORD);
  await waitFor("the mark to be used up", async () => (await panel.button("Mark next field as secret").getAttribute("aria-pressed")) === "false");
  await pause(LOOK);
  await click(page, page.getByRole("button", { name: "Fill in for me" }));
  await pause(LOOK);
  await page.reload();
  await page.bringToFront();
  await pause(LOOK);
  await click(page, page.getByLabel("City"), { count: 2 });
  await type(page, CODE_WORD);
  await pause(LOOK);
  await click(page, page.getByLabel("First name"));
  await type(page, "Ann");
  await pause(LOOK);
  await panel.stop();
  const { steps } = await server.newWorkflow();
  const ofCity = steps.filter((/** @type {any} */ step) => step.action.type === "change" && step.target.name === "City");
  assert.equal(ofCity.length, 2);
  for (const step of ofCity) assert.deepEqual(step.action.value, { kind: "secret", reason: "everSecret" });
  assert.deepEqual((await new Search({ word: CODE_WORD }).profile(browser.profile)).found, []);
  assert.ok(!JSON.stringify(steps).includes("Ottoline"));
  // Every picture since then has the field covered.
  const shown = steps.slice(steps.indexOf(ofCity[0]) + 1).map((/** @type {any} */ step) => step.picture).filter((/** @type {any} */ picture) => picture.sha256);
  assert.ok(shown.length >= 2, JSON.stringify(steps.map((/** @type {any} */ step) => step.picture)));
  for (const picture of shown) assert.equal(picture.masks.length, 1, JSON.stringify(picture));
});

test("a stopped recording goes on, and becomes one guide", { timeout: 120_000 }, async (t) => {
  const { browser, page, panel } = await setUp(t);
  await pressButton(page, "Save");
  await lists(panel, ["Click Save"]);
  await panel.stop();
  await panel.press("Continue recording");
  await panel.shows("Stop recording");
  await pressButton(page, "Print now");
  await lists(panel, ["Click Save", "Click Print now"]);
  await pause(LOOK);
  await panel.stop();
  const server = await Server.start({ t });
  await browser.presetServer(server);
  const { steps } = await server.newWorkflow();
  assert.deepEqual(
    steps.map((/** @type {any} */ step) => [step.seq, step.target.name, Boolean(step.picture.sha256)]),
    [[1, "Save", true], [2, "Print now", true]],
  );
  await panel.page.getByRole("link", { name: "Open guide" }).waitFor();
});
