import assert from "node:assert/strict";
import { test } from "node:test";
import { findings, prefer, SCHEMES, sessionOf, tabThrough } from "./lib/audit.mjs";
import { Browser } from "./lib/browser.mjs";
import { signIn } from "./lib/guide.mjs";
import { click } from "./lib/input.mjs";
import { Pages } from "./lib/pages.mjs";
import { Panel } from "./lib/panel.mjs";
import { Server } from "./lib/server.mjs";
import { pressToolbarButton, Surface } from "./lib/surface.mjs";
import { pause, waitFor } from "./lib/wait.mjs";

/** @typedef {import("./lib/audit.mjs").Send} Send */

/** The time between two actions of an unhurried person (ms). */
const LOOK = 700;

/**
 * No grave finding in light and dark, and a way for the Tab key.
 *
 * @param {string} screen
 * @param {Send} send
 * @param {number} [controls] How many controls the screen has at least.
 */
async function isUsable(screen, send, controls = 1) {
  for (const scheme of SCHEMES) {
    await prefer(send, scheme);
    assert.deepEqual(await findings(send), [], `${screen}, ${scheme}`);
  }
  const { stops, missed } = await tabThrough(send);
  assert.deepEqual(missed, [], `Tab in ${screen}`);
  assert.ok(stops.length >= controls, `${screen} has controls: ${stops.map((stop) => stop.what).join(" ")}`);
  assert.deepEqual(stops.filter((stop) => !stop.seen || !stop.free), [], `the focus is seen in ${screen}`);
}

/**
 * @param {Panel} panel
 * @param {string} words
 */
async function says(panel, words) {
  await waitFor(`"${words}" in the panel`, async () => (await panel.text()).includes(words), {
    timeout: 30_000,
    seen: () => panel.text(),
  });
}

test("the panel in each of its states, and what the server shows of its recording", { timeout: 300_000 }, async (t) => {
  const [server, pages, browser] = await Promise.all([Server.start({ t }), Pages.start({ t }), Browser.launch({ t })]);
  const page = await browser.open(pages.url("click.html"));
  const panel = await Panel.openWindow(browser, await browser.tabIdOf(page));
  const send = await sessionOf(panel.page);

  await waitFor("a panel that is ready", () => panel.button("Start recording").isEnabled());
  await t.test("idle, without a server", () => isUsable("the idle panel", send, 3));

  await panel.start();
  await page.bringToFront();
  for (const name of ["Save", "Print now"]) {
    await pause(LOOK);
    await click(page, page.getByRole("button", { name, exact: true }));
  }
  await waitFor("two steps with their pictures", async () => (await panel.page.locator("li.card img").count()) === 2);
  await t.test("recording, with steps", () => isUsable("the recording panel", send, 6));
  await panel.pause();
  await t.test("paused", () => isUsable("the paused panel", send, 6));
  await panel.resume();

  // A key as the server's own, but not one that it knows.
  await browser.presetServer({ address: server.address, token: server.token.replaceAll(/[0-9]/g, "0") });
  await panel.press("Stop recording");
  await panel.shows("Try again");
  await t.test("the upload failed", () => isUsable("the panel with an error", send, 8));

  await browser.presetServer(server);
  await says(panel, "The guide is on your server.");
  await t.test("uploaded", () => isUsable("the panel after the upload", send, 6));

  const { id } = await server.newWorkflow();
  const reader = await Browser.launch({ t, extension: null });
  const guide = await reader.open();
  await signIn(guide, server);
  for (const [screen, path, controls] of /** @type {const} */ ([
    ["the list of guides", "/workflows", 4],
    ["a guide", `/w/${id}`, 8],
    ["a page that is not there", "/w/nothing", 3],
  ])) {
    await guide.goto(server.address + path);
    await t.test(screen, async () => isUsable(screen, await sessionOf(guide), controls));
  }
});

test("the server's pages before the first guide", { timeout: 120_000 }, async (t) => {
  const [server, browser] = await Promise.all([Server.start({ t }), Browser.launch({ t, extension: null })]);
  const page = await browser.open(`${server.address}/workflows`);
  const send = await sessionOf(page);
  await t.test("not signed in", () => isUsable("the page for strangers", send));
  await page.goto(server.signIn);
  await t.test("the sign-in link", () => isUsable("the sign-in page", send, 2));
  await signIn(page, server);
  await page.goto(`${server.address}/workflows`);
  await t.test("no guide yet", () => isUsable("the empty list", send, 4));
});

test("the popup before and during a recording", { timeout: 120_000 }, async (t) => {
  const [pages, browser] = await Promise.all([Pages.start({ t }), Browser.launch({ t })]);
  const page = await browser.open(pages.url("click.html"));
  await pressToolbarButton(browser, page.url());
  const popup = await Surface.attach(browser, "popup.html");
  /** @type {Send} */
  const send = (method, params) => popup.target.send(method, params);
  await popup.shows("Start recording");
  await t.test("idle", () => isUsable("the idle popup", send, 3));
  await popup.press("Start recording");
  await popup.shows("Stop recording");
  await t.test("recording", () => isUsable("the recording popup", send, 3));
});

test("the options page, without and with a server", { timeout: 120_000 }, async (t) => {
  const [server, browser] = await Promise.all([Server.start({ t }), Browser.launch({ t })]);
  const page = await browser.open(`chrome-extension://${browser.id}/options.html`);
  const send = await sessionOf(page);
  await page.getByRole("button", { name: "Save", exact: true }).waitFor();
  await t.test("without a server", () => isUsable("the options", send, 5));
  await browser.presetServer(server);
  await page.reload();
  await click(page, page.getByRole("button", { name: "Test connection" }));
  await page.getByText("The server answers and accepts the key.").waitFor();
  await t.test("with a server that answers", () => isUsable("the options with a server", send, 6));
  await server.kill();
  await click(page, page.getByRole("button", { name: "Test connection" }));
  await page.getByText("No answer from").waitFor();
  await t.test("with one that does not", () => isUsable("the options with a problem", send, 6));
});
