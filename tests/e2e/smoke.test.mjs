import assert from "node:assert/strict";
import { test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { readGuide, signIn } from "./lib/guide.mjs";
import { click, type } from "./lib/input.mjs";
import { Pages } from "./lib/pages.mjs";
import { recordOn } from "./lib/record.mjs";
import { Server } from "./lib/server.mjs";
import { pressToolbarButton, Surface } from "./lib/surface.mjs";
import { pause } from "./lib/wait.mjs";

/** The time between two actions of an unhurried person (ms). */
const LOOK = 700;

const TITLES = ['Type "Ann" in **First name**', 'Type "Lyon" in **City**', "Click **Fill in for me**"];

/** Three actions on tests/pages/text.html. @param {import("playwright-core").Page} page */
async function work(page) {
  await pause(LOOK);
  await click(page, page.getByLabel("First name"));
  await type(page, "Ann");
  await pause(LOOK);
  await click(page, page.getByLabel("City"), { count: 2 });
  await type(page, "Lyon");
  await pause(LOOK);
  await click(page, page.getByRole("button", { name: "Fill in for me" }));
  await pause(LOOK);
}

test("three actions become a guide of three steps with pictures", { timeout: 120_000 }, async (t) => {
  const [server, pages, browser] = await Promise.all([Server.start({ t }), Pages.start({ t }), Browser.launch({ t })]);
  await browser.presetServer(server);
  const { page, panel } = await recordOn(browser, pages.url("text.html"));
  await work(page);
  await panel.stop();

  const workflow = await server.newWorkflow();
  assert.equal(workflow.start.url, pages.url("text.html"));
  assert.deepEqual(
    workflow.steps.map((step) => step.seq),
    [1, 2, 3],
  );
  const reader = await Browser.launch({ t, extension: null });
  const guide = await reader.open();
  await signIn(guide, server);
  const steps = await readGuide(guide, server, workflow.id);
  assert.deepEqual(
    steps.map((step) => step.title),
    TITLES,
  );
  for (const step of steps) assert.equal(step.picture.length, 2, `no picture at: ${step.words}`);
});

test("the panel that Chrome docks beside the page records the same", { timeout: 120_000 }, async (t) => {
  const [server, pages, browser] = await Promise.all([Server.start({ t }), Pages.start({ t }), Browser.launch({ t })]);
  await browser.presetServer(server);
  const page = await browser.open(pages.url("text.html"));
  await pressToolbarButton(browser, page.url());
  const popup = await Surface.attach(browser, "popup.html");
  await popup.press("Open panel");
  const panel = await Surface.attach(browser, "side_panel.html");
  await panel.press("Start recording");
  await panel.shows("Stop recording");
  await work(page);
  await panel.press("Stop recording");

  const workflow = await server.newWorkflow();
  assert.deepEqual(
    workflow.steps.map((step) => step.action.type),
    ["change", "change", "click"],
  );
});

test("what is done while the recording is paused is no step", { timeout: 120_000 }, async (t) => {
  const [server, pages, browser] = await Promise.all([Server.start({ t }), Pages.start({ t }), Browser.launch({ t })]);
  await browser.presetServer(server);
  const { page, panel } = await recordOn(browser, pages.url("click.html"));
  await click(page, page.getByRole("button", { name: "Save" }));
  await pause(LOOK);
  await panel.pause();
  await click(page, page.getByRole("button", { name: "Delete" }));
  await pause(LOOK);
  await panel.resume();
  await click(page, page.getByRole("button", { name: "Print now" }));
  await pause(LOOK);
  await panel.stop();

  const workflow = await server.newWorkflow();
  assert.deepEqual(
    workflow.steps.map((step) => step.target.name),
    ["Save", "Print now"],
  );
});
