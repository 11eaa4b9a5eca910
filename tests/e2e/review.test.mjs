/** Nothing is sent before the person has looked at it, and what they take out is in no stored byte. */

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { findings, prefer, SCHEMES, sessionOf, tabThrough } from "./lib/audit.mjs";
import { Browser } from "./lib/browser.mjs";
import { Search } from "./lib/bytes.mjs";
import { click, press, type } from "./lib/input.mjs";
import { launchManaged, obstacle } from "./lib/managed.mjs";
import { Pages } from "./lib/pages.mjs";
import { Panel } from "./lib/panel.mjs";
import { Pictures } from "./lib/pictures.mjs";
import { Proxy } from "./lib/proxy.mjs";
import { recordOn } from "./lib/record.mjs";
import { Server } from "./lib/server.mjs";
import { pause, waitFor } from "./lib/wait.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{x: number, y: number, width: number, height: number}} Rect */

/** The time between two actions of an unhurried person (ms). */
const LOOK = 700;
/** In which an upload that nobody asked for would have begun (ms). */
const SOON = 2_500;
/** What a covered part is filled with, and how far a lossy codec leads away from it. */
const FILL = [0x3b, 0x3f, 0x46];
const NEAR = 16;

/** Stands in a name of tests/pages/dossier.html, and is typed there. */
const CLIENT = "Ottoline-Quickwater";

/** @param {import("node:test").TestContext} t @param {{browser?: Browser, choose?: boolean}} [options] */
async function setUp(t, { browser: given, choose = true } = {}) {
  const [server, pages] = await Promise.all([Server.start({ t }), Pages.start({ t })]);
  const browser = given ?? (await Browser.launch({ t }));
  const proxy = await Proxy.start(server, { t });
  await browser.presetServer(proxy);
  if (choose) await browser.inExtension(() => chrome.storage.local.set({ review: true }));
  const { page, panel } = await recordOn(browser, pages.url("dossier.html"));
  await pause(LOOK);
  return { server, proxy, browser, page, panel };
}

/** Three steps with pictures; the rectangle of what nobody should see. @param {Page} page @returns {Promise<Rect>} */
async function work(page) {
  const badge = await page.locator("#badge").evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x, y, width, height };
  });
  await click(page, page.locator("#remark"));
  await type(page, `For ${CLIENT}`);
  await pause(LOOK);
  await click(page, page.locator("#open"));
  await pause(LOOK);
  await click(page, page.locator("#archive"));
  await pause(LOOK);
  return badge;
}

/** @param {Panel} panel */
async function look(panel) {
  await panel.page.getByRole("heading", { name: "Not sent yet" }).waitFor();
  await panel.press("Look through and send");
  await panel.page.getByRole("heading", { name: "What will be sent" }).waitFor();
}

/** Those out of sight too. @param {Panel} panel */
const titles = (panel) => panel.page.locator("li.card .title").allTextContents();

/** The files of the extension's own storage, by name. @param {Panel} panel @returns {Promise<Record<string, string>>} Base64. */
const stored = (panel) =>
  panel.page.evaluate(async () => {
    /** @type {Record<string, string>} */
    const all = {};
    /** @param {any} folder @param {string} path */
    const walk = async (folder, path) => {
      for await (const [name, entry] of folder.entries()) {
        if (entry.kind === "directory") await walk(entry, `${path}${name}/`);
        else {
          const bytes = new Uint8Array(await (await entry.getFile()).arrayBuffer());
          all[path + name] = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
        }
      }
    };
    await walk(await navigator.storage.getDirectory(), "");
    return all;
  });

/** @param {Panel} panel */
const pictureNames = async (panel) => Object.keys(await stored(panel)).filter((name) => name.includes("/pictures/"));

/** Places in a rectangle, in the picture's pixels. @param {Rect} rect @param {number} scale */
function inside(rect, scale) {
  const points = [];
  for (let x = rect.x + 6; x < rect.x + rect.width - 6; x += 5) {
    for (let y = rect.y + 6; y < rect.y + rect.height - 6; y += 5) points.push({ x: Math.round(x * scale), y: Math.round(y * scale) });
  }
  return points;
}

/**
 * What the server was told. That it was asked what must be masked tells it nothing of a recording.
 *
 * @param {{requests: string[]}} proxy
 */
function told({ requests }) {
  return requests.filter((request) => request !== "GET /api/v1/policy");
}

/** @param {number[][]} colours */
const isFilled = (colours) => colours.every((colour) => FILL.every((channel, at) => Math.abs(channel - colour[at]) <= NEAR));

/** Draws over a part of the page in the open picture. @param {Panel} panel @param {Rect} rect */
async function draw(panel, rect) {
  const picture = panel.page.locator("#sheet-picture");
  await picture.waitFor();
  const place = await picture.evaluate((svg) => {
    svg.scrollIntoView();
    const { x, y, width } = svg.getBoundingClientRect();
    return { x, y, scale: width / /** @type {SVGSVGElement} */ (svg).viewBox.baseVal.width };
  });
  const at = (/** @type {number} */ x, /** @type {number} */ y) => /** @type {const} */ ([place.x + x * place.scale, place.y + y * place.scale]);
  await panel.page.mouse.move(...at(rect.x - 3, rect.y - 3));
  await panel.page.mouse.down();
  await panel.page.mouse.move(...at(rect.x + rect.width / 2, rect.y + rect.height / 2));
  await panel.page.mouse.move(...at(rect.x + rect.width + 3, rect.y + rect.height + 3));
  await panel.page.mouse.up();
  await panel.page.locator("rect.drawn").last().waitFor();
}

/** @param {Panel} panel @param {number} step */
async function openPicture(panel, step) {
  const button = panel.page.locator("li.card").nth(step - 1).getByRole("button", { name: /^Cover a part/ });
  await button.scrollIntoViewIfNeeded();
  await waitFor("the picture of the step", () => button.isEnabled());
  await click(panel.page, button);
  await panel.page.locator("dialog[open] #sheet-picture").waitFor();
}

/** @param {Panel} panel */
async function coverNow(panel) {
  await panel.press("Cover for good");
  await waitFor("the picture to be covered", async () => (await panel.page.locator("dialog[open]").count()) === 0, {
    timeout: 20_000,
    seen: () => panel.text(),
  });
}

/** @param {Panel} panel @param {string} name */
async function isUsable(panel, name) {
  const send = await sessionOf(panel.page);
  for (const scheme of SCHEMES) {
    await prefer(send, scheme);
    assert.deepEqual(await findings(send), [], `${name}, ${scheme}`);
    if (!process.env.CAIRN_SHOTS) continue;
    for (const width of [320, 900]) {
      await panel.page.setViewportSize({ width, height: 900 });
      await panel.page.screenshot({ path: `${process.env.CAIRN_SHOTS}/${name}-${width}-${scheme}.png`, fullPage: true });
    }
  }
}

test("nothing leaves the browser before the person says so, and everything does after", { timeout: 180_000 }, async (t) => {
  const { server, proxy, browser, page, panel } = await setUp(t, { choose: false });
  const options = await browser.open(`chrome-extension://${browser.id}/options.html`);
  const box = options.getByRole("checkbox", { name: "Look at everything before it is sent" });
  await box.waitFor();
  assert.equal(await box.isChecked(), false, "it is off by default");
  await click(options, box);
  await options.getByText("Saved.", { exact: true }).waitFor();
  await options.close();
  await page.bringToFront();
  await work(page);
  await panel.stop();
  await panel.page.getByRole("heading", { name: "Not sent yet" }).waitFor();
  await isUsable(panel, "not-sent");
  await pause(SOON);
  assert.deepEqual(told(proxy), []);

  // Whatever ends in between, it is asked for again.
  await browser.killServiceWorker();
  const tab = await browser.tabIdOf(page);
  await panel.page.close();
  const popup = await browser.open(`chrome-extension://${browser.id}/popup.html`);
  await popup.getByText("Not sent yet").waitFor();
  await popup.getByRole("button", { name: "Look through and send" }).waitFor();
  await popup.close();
  await pause(SOON);
  assert.deepEqual(told(proxy), [], "not even without a panel");

  const again = await Panel.openWindow(browser, tab);
  await look(again);
  const words = await again.page.locator("main").textContent();
  for (const text of ["3 steps", `For ${CLIENT}`, `Open the case of ${CLIENT}`, "Archive", "Dossier", "/dossier.html"]) {
    assert.ok(words?.includes(text), `${text} in ${words}`);
  }
  // Those far from what is in sight are loaded when they come near.
  await again.page.locator("li.card").last().scrollIntoViewIfNeeded();
  await waitFor("the pictures", async () => (await again.page.locator("li.card img").count()) === 3);
  const { stops, missed } = await tabThrough(await sessionOf(again.page));
  assert.deepEqual(missed, []);
  assert.deepEqual(stops.filter((stop) => !stop.seen), []);
  await isUsable(again, "review");
  await again.press("Back");
  await again.page.getByRole("heading", { name: "Not sent yet" }).waitFor();
  await look(again);
  assert.deepEqual(told(proxy), []);

  await again.press("Send to your server");
  await again.page.getByText("The guide is on your server.").waitFor({ timeout: 30_000 });
  const { steps } = await server.newWorkflow();
  assert.deepEqual(
    steps.map((/** @type {any} */ step) => [step.seq, step.action.type, Boolean(step.picture.sha256)]),
    [[1, "change", true], [2, "click", true], [3, "click", true]],
  );
  assert.deepEqual((await pictureNames(again)).length, new Set(steps.map((/** @type {any} */ step) => step.picture.sha256)).size);
});

test("what is masked, covered and taken out is in no stored byte", { timeout: 240_000 }, async (t) => {
  const { server, proxy, browser, page, panel } = await setUp(t);
  const badge = await work(page);
  await panel.stop();
  await look(panel);
  const before = await pictureNames(panel);

  await t.test("a selected text goes from every text", async () => {
    // As a mouse selects it in the first text that holds it.
    await panel.page.locator("dd", { hasText: CLIENT }).first().evaluate((element, wanted) => {
      const text = [...element.childNodes].find((node) => node.textContent?.includes(wanted));
      const at = text?.textContent?.indexOf(wanted) ?? -1;
      if (text) getSelection()?.setBaseAndExtent(text, at, text, at + wanted.length);
    }, CLIENT);
    const field = panel.page.getByLabel("Mask a text everywhere");
    await waitFor("the selected text in the field", async () => (await field.inputValue()) === CLIENT);
    await panel.page.getByText(/^It stands in \d+ texts\./).waitFor();
    await isUsable(panel, "mask-text");
    await panel.press("Mask everywhere");
    await waitFor("the text to be gone", async () => !(await panel.page.locator("#steps").textContent())?.includes(CLIENT));
    assert.ok((await titles(panel)).some((title) => title.includes("•••")));
    const found = await waitFor("the journal to be written anew", async () => {
      const search = new Search({ client: CLIENT });
      const files = Object.entries(await stored(panel));
      return files.flatMap(([name, bytes]) => search.in(name, Buffer.from(bytes, "base64"))).length === 0;
    });
    assert.ok(found);
    assert.deepEqual((await new Search({ client: CLIENT }).profile(browser.profile)).found, []);
  });

  await t.test("a drawn part is destroyed, by mouse and by keyboard", async () => {
    await openPicture(panel, 1);
    await draw(panel, badge);
    await isUsable(panel, "sheet");
    await coverNow(panel);
    // Marked, and not covered: it is not sent by mistake.
    await openPicture(panel, 2);
    await panel.page.getByRole("button", { name: "Add rectangle" }).focus();
    await press(panel.page, "Enter");
    const rect = panel.page.locator("rect.drawn").last();
    await rect.waitFor();
    const where = () => rect.evaluate((one) => ["x", "y", "width", "height"].map((side) => Number(one.getAttribute(side))));
    const [x, y, width, height] = await where();
    assert.equal(await panel.page.evaluate(() => document.activeElement?.id), await rect.getAttribute("id"));
    await press(panel.page, "ArrowLeft");
    await press(panel.page, "Shift+ArrowDown");
    assert.deepEqual(await where(), [x - 16, y, width, height + 16]);
    await press(panel.page, "Escape");
    await panel.press("Send to your server");
    await panel.page.getByText("In a picture something is marked and not covered yet.").waitFor();
    assert.deepEqual(told(proxy), []);
    await openPicture(panel, 2);
    await rect.waitFor();
    await rect.focus();
    await press(panel.page, "Delete");
    await waitFor("no rectangle", async () => (await panel.page.locator("rect.drawn").count()) === 0);
    await draw(panel, badge);
    await coverNow(panel);
  });

  await t.test("a step is taken out, put back, and taken out again", async () => {
    const all = await titles(panel);
    await panel.press("Take out, step 3");
    await waitFor("two steps", async () => (await titles(panel)).length === 2);
    await isUsable(panel, "taken-out");
    await panel.press("Put it back");
    await waitFor("three steps", async () => JSON.stringify(await titles(panel)) === JSON.stringify(all));
    // What stands below the offer moves up when it goes, and down when the picture is there again.
    await panel.button("Put it back").waitFor({ state: "hidden" });
    await panel.page.locator("li.card").last().scrollIntoViewIfNeeded();
    await panel.page.locator("li.card img").nth(2).waitFor();
    await panel.button("Take out, step 3").press("Enter");
    await waitFor("two steps again", async () => (await titles(panel)).length === 2, { seen: () => panel.text() });
  });

  await panel.press("Send to your server");
  await panel.page.getByText("The guide is on your server.").waitFor({ timeout: 30_000 });
  const { id, steps } = await server.newWorkflow();
  assert.equal(steps.length, 2);
  const sent = [...new Set(steps.map((/** @type {any} */ step) => step.picture.sha256))];
  const names = await pictureNames(panel);
  assert.deepEqual(names.map((name) => name.split("/").pop()?.split(".")[0]).sort(), [...sent].sort());
  for (const name of before) assert.ok(!names.includes(name), `${name} is still there`);

  const reader = await Browser.launch({ t, extension: null });
  const pictures = await Pictures.open(reader.context);
  const files = await stored(panel);
  for (const step of steps) {
    const { bytes } = await server.picture(id, step.picture.sha256);
    const points = inside(badge, step.picture.scale);
    assert.ok(isFilled(await pictures.pixels(bytes, points)), `step ${step.seq} on the server`);
    const own = Object.entries(files).find(([name]) => name.includes(step.picture.sha256));
    assert.ok(own && isFilled(await pictures.pixels(Buffer.from(own[1], "base64"), points)), `step ${step.seq} here`);
    assert.ok(step.picture.masks.length >= 1);
  }
  const search = new Search({ client: CLIENT });
  assert.deepEqual((await search.profile(browser.profile)).found, []);
  assert.deepEqual((await search.below(server.data)).found, []);
});

test("a look that ends in the middle loses nothing", { timeout: 240_000 }, async (t) => {
  const profile = await mkdtemp(join(tmpdir(), "cairn-profile-"));
  t.after(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  const first = await Browser.launch({ profile });
  const { server, proxy, page, panel } = await setUp(t, { browser: first });
  const badge = await work(page);
  await panel.stop();
  await look(panel);
  await openPicture(panel, 1);
  await draw(panel, badge);
  await coverNow(panel);
  await panel.page.getByLabel("Mask a text everywhere").fill(CLIENT);
  await panel.press("Mask everywhere");
  await panel.press("Take out, step 3");
  await waitFor("two steps", async () => (await titles(panel)).length === 2);
  const left = await titles(panel);
  const names = (await pictureNames(panel)).sort();

  const tab = await first.tabIdOf(page);
  await first.killServiceWorker();
  await panel.page.close();
  // A worker that has just begun has no answer yet.
  const again = await waitFor("another panel", () => Panel.openWindow(first, tab));
  await look(again);
  assert.deepEqual(await titles(again), left);
  await first.close();

  const second = await Browser.launch({ t, profile });
  const other = await second.open("about:blank");
  const third = await Panel.openWindow(second, await second.tabIdOf(other));
  await look(third);
  assert.deepEqual(await titles(third), left);
  await pause(SOON);
  assert.deepEqual(told(proxy), []);
  await waitFor("the covered picture", async () => (await pictureNames(third)).length > 0 && names.length > 0);
  await third.press("Send to your server");
  const { id, steps } = await server.newWorkflow();
  assert.equal(steps.length, 2);
  const reader = await Browser.launch({ t, extension: null });
  const pictures = await Pictures.open(reader.context);
  const { bytes } = await server.picture(id, steps[0].picture.sha256);
  assert.ok(isFilled(await pictures.pixels(bytes, inside(badge, steps[0].picture.scale))));
  assert.ok(!JSON.stringify(steps).includes(CLIENT));
});

test("an organisation demands the look, and nobody unticks it", { timeout: 120_000, skip: obstacle() }, async (t) => {
  const browser = await launchManaged(t, { alwaysReview: true });
  const { server, proxy, page, panel } = await setUp(t, { browser, choose: false });
  const options = await browser.open(`chrome-extension://${browser.id}/options.html`);
  const box = options.getByRole("checkbox", { name: "Look at everything before it is sent" });
  await box.waitFor();
  assert.ok((await box.isChecked()) && (await box.isDisabled()));
  await options.close();
  await page.bringToFront();
  await work(page);
  await panel.stop();
  await panel.page.getByRole("heading", { name: "Not sent yet" }).waitFor();
  await pause(SOON);
  assert.deepEqual(told(proxy), []);
  await look(panel);
  await panel.press("Discard");
  await panel.press("Discard now");
  await waitFor("nothing on this computer", async () => Object.keys(await stored(panel)).length === 0);
  assert.deepEqual([told(proxy), await server.workflows()], [[], []]);
});
