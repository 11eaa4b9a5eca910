import assert from "node:assert/strict";
import { test } from "node:test";
import { findings, prefer, SCHEMES, sessionOf } from "./lib/audit.mjs";
import { Browser } from "./lib/browser.mjs";
import { readGuide, signIn } from "./lib/guide.mjs";
import { click, press, type } from "./lib/input.mjs";
import { Pages } from "./lib/pages.mjs";
import { Panel } from "./lib/panel.mjs";
import { recordOn } from "./lib/record.mjs";
import { Server } from "./lib/server.mjs";
import { pause, waitFor } from "./lib/wait.mjs";

/** The time between two actions of an unhurried person (ms). */
const LOOK = 700;

/** @param {import("node:test").TestContext} t */
async function setUp(t) {
  const [server, pages, browser] = await Promise.all([Server.start({ t }), Pages.start({ t }), Browser.launch({ t })]);
  await browser.presetServer(server);
  const { page, panel } = await recordOn(browser, pages.url("click.html"));
  await pause(LOOK);
  return { server, browser, page, panel };
}

/** @param {import("playwright-core").Page} page @param {string} name */
async function pressButton(page, name) {
  await page.bringToFront();
  await click(page, page.getByRole("button", { name, exact: true }));
  await pause(LOOK);
}

/** @param {Panel} panel @param {string[]} expected Number and title of each step. */
async function lists(panel, expected) {
  const seen = async () => {
    const words = await panel.page.locator("li.card .words").allInnerTexts();
    return words.map((one) => one.replace(/^Step\s*/, "").replace(/\s+/g, " ").trim());
  };
  await waitFor(`the steps ${expected.join(", ")}`, async () => JSON.stringify(await seen()) === JSON.stringify(expected), {
    seen: () => seen().then(String),
  });
}

/** Unfolds what can be done at a step, and presses one of it. @param {Panel} panel @param {number} step @param {string} name */
async function atStep(panel, step, name) {
  const card = panel.page.locator("li.card").nth(step - 1);
  if (!(await card.locator("details[open]").count())) await click(panel.page, card.locator("summary"));
  await click(panel.page, card.locator(".choices button").filter({ hasText: name }));
}

/** @param {Panel} panel */
const uploaded = (panel) => panel.page.getByText("The guide is on your server.").waitFor({ timeout: 30_000 });

/** The screen of a narrow panel has no grave finding. @param {Panel} panel @param {string} name */
async function isUsable(panel, name) {
  const send = await sessionOf(panel.page);
  for (const scheme of SCHEMES) {
    await prefer(send, scheme);
    assert.deepEqual(await findings(send), [], `${name}, ${scheme}`);
    if (process.env.CAIRN_SHOTS) {
      await panel.page.setViewportSize({ width: 320, height: 800 });
      await panel.page.screenshot({ path: `${process.env.CAIRN_SHOTS}/${name}-${scheme}.png` });
    }
  }
}

test("an uploaded recording goes on at a chosen place, and its guide follows", { timeout: 180_000 }, async (t) => {
  const { server, page, panel } = await setUp(t);
  await pressButton(page, "Save");
  await pressButton(page, "Print now");
  await lists(panel, ["1 Click Save", "2 Click Print now"]);
  await panel.stop();
  await uploaded(panel);
  const { id } = await server.newWorkflow();
  await atStep(panel, 1, "Continue here");
  await panel.shows("Stop recording");
  const mark = panel.page.getByText("New steps come here");
  const inSight = () => mark.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const covered = document.querySelector(".deck")?.getBoundingClientRect().bottom ?? 0;
    return top >= covered && bottom <= innerHeight + 1;
  });
  await waitFor("the mark of the place in sight", inSight);
  await isUsable(panel, "continue-here");
  await pressButton(page, "Delete");
  await pressButton(page, "With a menu");
  await lists(panel, ["1 Click Save", "2 Click Delete", "3 Click With a menu", "4 Click Print now"]);
  await waitFor("the mark in sight after the new steps", inSight);
  await isUsable(panel, "continued");
  await panel.press("Undo last step");
  await lists(panel, ["1 Click Save", "2 Click Delete", "3 Click Print now"]);
  await panel.stop();
  await uploaded(panel);
  const changed = await waitFor("the newer revision", async () => {
    const workflow = await server.json(`/api/v1/workflows/${id}`);
    return workflow.revision === 1 && workflow;
  });
  assert.deepEqual(
    changed.steps.map((/** @type {any} */ step) => [step.seq, step.target.name, Boolean(step.picture.sha256)]),
    [[1, "Save", true], [2, "Delete", true], [3, "Print now", true]],
  );
  assert.equal((await server.workflows()).length, 1);
  const reader = await Browser.launch({ t, extension: null });
  const guide = await reader.open();
  await signIn(guide, server);
  assert.deepEqual(
    (await readGuide(guide, server, id)).map((step) => step.title),
    ["Click **Save**", "Click **Delete**", "Click **Print now**"],
  );
});

test("a note at a chosen place after an upload, and the guide is uploaded again", { timeout: 180_000 }, async (t) => {
  const { server, browser, page, panel } = await setUp(t);
  await pressButton(page, "Save");
  await pressButton(page, "Print now");
  await panel.stop();
  await uploaded(panel);
  const { id } = await server.newWorkflow();
  await atStep(panel, 1, "Add note here");
  await panel.page.getByText("Note after step 1").waitFor();
  await type(panel.page, "Wait for the green light.");
  await isUsable(panel, "note-here");
  await press(panel.page, "Enter");
  await lists(panel, ["1 Click Save", "2 Wait for the green light.", "3 Click Print now"]);
  await panel.page.getByText("The guide on your server is older than this recording.").waitFor();
  await isUsable(panel, "changed");
  assert.equal((await server.json(`/api/v1/workflows/${id}`)).steps.length, 2, "nothing is sent without a word of the person");

  // Closed and opened again, it is still there and still waits.
  const tab = await browser.tabIdOf(page);
  await panel.page.close();
  const again = await Panel.openWindow(browser, tab);
  await lists(again, ["1 Click Save", "2 Wait for the green light.", "3 Click Print now"]);
  await again.press("Upload again");
  await uploaded(again);
  const { steps } = await server.json(`/api/v1/workflows/${id}`);
  assert.deepEqual(
    steps.map((/** @type {any} */ step) => [step.seq, step.action.type]),
    [[1, "click"], [2, "note"], [3, "click"]],
  );
});

test("another picture of a step is chosen, or none, by the keyboard too", { timeout: 180_000 }, async (t) => {
  const { server, page, panel } = await setUp(t);
  for (const name of ["Save", "Print now", "Delete"]) await pressButton(page, name);
  const card = panel.page.locator("li.card").nth(1);
  const address = () => card.locator("img").getAttribute("src");
  await waitFor("the pictures around the second step", async () => (await card.locator(".choices button").count()) >= 5, {
    seen: () => card.innerHTML(),
  });
  await panel.stop();
  await uploaded(panel);
  const { id, steps } = await server.newWorkflow();
  await card.locator("img").waitFor();
  const own = await address();
  await card.locator("summary").focus();
  await press(panel.page, "Enter");
  await isUsable(panel, "choose-picture");
  for (let tabs = 0; tabs < 8 && !(await card.locator(".choices button:focus").filter({ hasText: "Later picture" }).count()); tabs += 1) {
    await press(panel.page, "Tab");
  }
  await press(panel.page, "Enter");
  await waitFor("another picture", async () => (await card.locator("img").count()) === 1 && (await address()) !== own);
  assert.ok(await card.locator("details[open]").count(), "it stays unfolded");
  await atStep(panel, 2, "Earlier picture");
  await waitFor("the first picture again", async () => (await card.locator(".ring").count()) === 1);
  await atStep(panel, 2, "Earlier picture");
  await atStep(panel, 3, "No picture");
  await panel.page.getByText("The picture of this step was left out on purpose.").waitFor();
  await isUsable(panel, "no-picture");
  await panel.press("Upload again");
  await uploaded(panel);
  const changed = (await server.json(`/api/v1/workflows/${id}`)).steps;
  assert.notEqual(changed[1].picture.sha256, steps[1].picture.sha256);
  assert.ok(changed[1].picture.takenAt < steps[1].picture.takenAt);
  assert.deepEqual(changed[2].picture, { missing: "leftOut" });
  const gone = steps[2].picture.sha256;
  const kept = changed.some((/** @type {any} */ step) => step.picture.sha256 === gone);
  const asked = server.ask(`/api/v1/workflows/${id}/pictures/${gone}`).then(() => 200, (error) => Number(/answered (\d+)/.exec(error.message)?.[1]));
  assert.equal(await asked, kept ? 200 : 404, "the server keeps no picture that was left out");
});
