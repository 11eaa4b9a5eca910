import assert from "node:assert/strict";
import { test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { Search } from "./lib/bytes.mjs";
import { click, type } from "./lib/input.mjs";
import { kept } from "./lib/inspect.mjs";
import { Pages } from "./lib/pages.mjs";
import { recordOn } from "./lib/record.mjs";
import { Server } from "./lib/server.mjs";
import { pause, waitFor } from "./lib/wait.mjs";

/** The time between two actions of an unhurried person (ms). */
const LOOK = 700;

/** What is typed, and searched for afterwards. */
const NAME = "Ottoline Quickwater";

/** A recording of one typed name, on disk. @param {import("node:test").TestContext} t */
async function setUp(t) {
  const [server, pages, browser] = await Promise.all([Server.start({ t }), Pages.start({ t }), Browser.launch({ t })]);
  await browser.presetServer(server);
  const { page, panel } = await recordOn(browser, pages.url("text.html"));
  await pause(LOOK);
  await click(page, page.getByLabel("First name"));
  await type(page, NAME);
  await pause(LOOK);
  await click(page, page.getByRole("button", { name: "Fill in for me" }));
  await waitFor("two steps", async () => (await panel.page.locator("li.card").count()) === 2, { seen: () => panel.text() });
  return { server, browser, page, panel };
}

/** @param {Browser} browser */
async function found(browser) {
  return (await new Search({ "the name": NAME }).profile(browser.profile)).found;
}

test("a recording that was discarded can be taken back and goes on", { timeout: 120_000 }, async (t) => {
  const { server, page, panel } = await setUp(t);
  await panel.press("Discard");
  await panel.shows("Undo");
  assert.equal(await panel.page.locator("li.card").first().isVisible(), false);
  // Meanwhile nothing is recorded.
  await click(page, page.getByLabel("Search the shop"));
  await type(page, "nothing");
  await panel.press("Undo");
  await panel.shows("Pause");
  assert.equal(await panel.page.locator("li.card").count(), 2);
  await page.bringToFront();
  await pause(LOOK);
  await click(page, page.getByLabel("City"), { count: 2 });
  await type(page, "Nantes");
  await pause(LOOK);
  await panel.stop();
  const { steps } = await server.newWorkflow();
  assert.deepEqual(
    steps.map((/** @type {any} */ step) => step.target.name),
    ["First name", "Fill in for me", "City"],
  );
});

test("after the time for undo it is gone from every byte of the profile", { timeout: 120_000 }, async (t) => {
  const { server, browser, panel } = await setUp(t);
  // The control: the journal holds what was typed, so the search looks in the right place.
  await waitFor("the name in the journal", async () => (await found(browser)).length > 0);
  await panel.press("Discard");
  await panel.shows("Undo");
  // Until its time is over it is there, and can be taken back.
  assert.notDeepEqual(Object.keys((await kept(browser)).files), []);
  await panel.shows("Start recording");
  await waitFor("its files to be gone", async () => Object.keys((await kept(browser)).files).length === 0, {
    timeout: 20_000,
    seen: () => kept(browser),
  });
  assert.deepEqual(await found(browser), []);
  await browser.context.close();
  assert.deepEqual(await found(browser), []);
  assert.deepEqual(await server.workflows(), []);
});

test("“Discard now” does not wait", { timeout: 120_000 }, async (t) => {
  const { browser, panel } = await setUp(t);
  await panel.press("Discard");
  await panel.press("Discard now");
  await panel.shows("Start recording");
  await waitFor("its files to be gone", async () => Object.keys((await kept(browser)).files).length === 0, {
    timeout: 5_000,
    seen: () => kept(browser),
  });
});
