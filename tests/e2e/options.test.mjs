import assert from "node:assert/strict";
import { test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { click, press, type } from "./lib/input.mjs";
import { Pages } from "./lib/pages.mjs";
import { Panel } from "./lib/panel.mjs";
import { recordClick } from "./lib/record.mjs";
import { Server } from "./lib/server.mjs";
import { waitFor } from "./lib/wait.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** @param {Browser} browser */
async function openOptions(browser) {
  const page = await browser.open(`chrome-extension://${browser.id}/options.html`);
  await button(page, "Save").waitFor();
  return page;
}

/** @param {Page} page @param {string} name */
function button(page, name) {
  return page.getByRole("button", { name, exact: true });
}

/** @param {Page} page @param {string} label @param {string} text */
async function enter(page, label, text) {
  await click(page, page.getByLabel(label, { exact: true }));
  await press(page, "Control+a");
  await press(page, "Delete");
  await type(page, text);
}

/** Presses a button and waits for what the page says to it. @param {Page} page @param {string} name @param {string} sentence */
async function asks(page, name, sentence) {
  await click(page, button(page, name));
  const said = () => page.locator("#server-answer").innerText();
  await waitFor(`"${sentence}"`, async () => (await said()).includes(sentence), { seen: said });
}

/** @param {Browser} browser */
async function stored(browser) {
  return (await browser.inExtension(() => chrome.storage.local.get("server"))).server;
}

test("a server entered in the options is saved, and gets the next guide", { timeout: 120_000 }, async (t) => {
  const [server, pages, browser] = await Promise.all([Server.start({ t }), Pages.start({ t }), Browser.launch({ t })]);
  const options = await openOptions(browser);
  // The slash that people copy along is forgiven.
  await enter(options, "Server address", `${server.address}/`);
  await enter(options, "API key", server.token);
  await asks(options, "Save", "Saved.");
  assert.deepEqual(await stored(browser), { address: server.address, token: server.token });

  // The key is used and not shown again.
  await options.reload();
  await button(options, "Save").waitFor();
  assert.equal(await options.getByLabel("Server address").inputValue(), server.address);
  assert.equal(await options.getByLabel("API key").inputValue(), "");
  assert.ok(!(await options.content()).includes(server.token), "the key stands in the page");
  await asks(options, "Test connection", "The server answers and accepts the key.");

  await recordClick(browser, pages);
  assert.equal((await server.newWorkflow()).steps.length, 1);

  await options.bringToFront();
  await asks(options, "Remove server", "Guides now stay on this computer.");
  assert.equal(await stored(browser), undefined);
});

test("a wrong address or key is answered by a sentence, and nothing wrong is saved", { timeout: 120_000 }, async (t) => {
  const [server, pages, browser] = await Promise.all([Server.start({ t }), Pages.start({ t }), Browser.launch({ t })]);
  const options = await openOptions(browser);
  await asks(options, "Save", "Enter the address of the server first.");
  for (const [address, sentence] of [
    ["cairn", "This is no server address."],
    ["http://cairn.example.org", "Cairn sends recordings over HTTPS only"],
    [`${server.address}/workflows`, "This is no server address."],
    [server.address, "Enter the API key first."],
  ]) {
    await enter(options, "Server address", address);
    await asks(options, "Save", sentence);
    await asks(options, "Test connection", sentence);
  }
  assert.equal(await stored(browser), undefined);

  await enter(options, "API key", server.token.replaceAll(/[0-9]/g, "0"));
  await asks(options, "Test connection", "The server answers but refuses the key.");
  await enter(options, "Server address", pages.address);
  await asks(options, "Test connection", "but it is no Cairn server.");
  await server.kill();
  await enter(options, "Server address", server.address);
  await asks(options, "Test connection", `No answer from ${server.address}.`);
});

test("the appearance chosen is that of every page of the extension", { timeout: 120_000 }, async (t) => {
  const browser = await Browser.launch({ t });
  const options = await openOptions(browser);
  const panel = await Panel.openTab(browser, 1);
  await options.bringToFront();
  /** @param {Page} page */
  const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  /** @param {string} colour */
  const both = (colour) =>
    waitFor(`the colour ${colour}`, async () => (await ground(options)) === colour && (await ground(panel.page)) === colour, {
      seen: async () => [await ground(options), await ground(panel.page)],
    });
  for (const page of [options, panel.page]) await page.emulateMedia({ colorScheme: "light" });
  const light = await ground(options);
  for (const page of [options, panel.page]) await page.emulateMedia({ colorScheme: "dark" });
  const dark = await ground(options);
  assert.notEqual(light, dark);

  await click(options, options.getByLabel("Light"));
  await both(light);
  await options.reload();
  await button(options, "Save").waitFor();
  assert.equal(await options.getByLabel("Light").isChecked(), true);
  await both(light);
  await click(options, options.getByLabel("As the system"));
  await both(dark);
  for (const page of [options, panel.page]) await page.emulateMedia({ colorScheme: "light" });
  await click(options, options.getByLabel("Dark"));
  await both(dark);
});
