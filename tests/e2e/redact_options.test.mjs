/** What of free text is masked is the person's choice, within what an administrator and the product demand. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { click, press, type } from "./lib/input.mjs";
import { launchManaged, obstacle } from "./lib/managed.mjs";
import { Pages } from "./lib/pages.mjs";
import { recordOn } from "./lib/record.mjs";
import { Server } from "./lib/server.mjs";
import { pause, waitFor } from "./lib/wait.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** The time between two actions of an unhurried person (ms). */
const LOOK = 700;

const MASK = "•••";
const NAME = "Ann Smith";
const MAIL = "ann.smith@example.org";
const CARD = "4111 1111 1111 1111";

/** @param {Browser} browser */
async function openOptions(browser) {
  const page = await browser.open(`chrome-extension://${browser.id}/options.html`);
  await box(page, "Names").waitFor();
  return page;
}

/** @param {Page} page @param {string} name */
function box(page, name) {
  return page.getByRole("checkbox", { name, exact: true });
}

/** @param {Browser} browser */
async function chosen(browser) {
  return (await browser.inExtension(() => chrome.storage.local.get("masks"))).masks;
}

/** Fills in the three fields of tests/pages/person.html. @param {Page} page */
async function fillIn(page) {
  for (const [field, text] of [
    ["Full name", NAME],
    ["E-mail", MAIL],
    ["Card", CARD],
  ]) {
    await pause(LOOK);
    await click(page, page.getByLabel(field, { exact: true }));
    await type(page, text);
  }
  await pause(LOOK);
  await click(page, page.getByRole("button", { name: "Save", exact: true }));
  await pause(LOOK);
}

/**
 * The texts of the newest guide's changes, in order.
 *
 * @param {Server} server
 * @param {Set<string>} known
 */
async function typedTexts(server, known) {
  const workflow = await server.newWorkflow({ known });
  /** @type {any[]} */
  const steps = workflow.steps;
  const changes = steps.filter((step) => step.action.type === "change");
  return { workflow, texts: changes.map((step) => step.action.value.text) };
}

test("what is ticked in the options is masked from the next start on", { timeout: 180_000 }, async (t) => {
  const [server, pages, browser] = await Promise.all([Server.start({ t }), Pages.start({ t }), Browser.launch({ t })]);
  await browser.presetServer(server);
  const known = new Set();
  const { page, panel } = await recordOn(browser, pages.url("person.html"));

  const options = await openOptions(browser);
  assert.equal(await box(options, "Names").isChecked(), false);
  assert.equal(await box(options, "E-mail addresses").isChecked(), true);
  // The strongest are masked for everybody.
  assert.ok((await box(options, "Card numbers").isChecked()) && (await box(options, "Card numbers").isDisabled()));
  await click(options, box(options, "Names"));
  await options.getByText("Saved. It counts from the next recording.").waitFor();
  await box(options, "E-mail addresses").focus();
  await press(options, "Space");
  const choice = { name: true, email: false };
  await waitFor("the choice to be saved", async () => Object.keys((await chosen(browser)) ?? {}).length === 2);
  assert.deepEqual(await chosen(browser), choice);
  await options.reload();
  await box(options, "Names").waitFor();
  assert.equal(await box(options, "Names").isChecked(), true);
  assert.equal(await box(options, "E-mail addresses").isChecked(), false);
  await options.close();

  // The recording that runs goes on as it began.
  await page.bringToFront();
  await fillIn(page);
  await panel.stop();
  assert.deepEqual((await typedTexts(server, known)).texts, [NAME, MASK, MASK]);

  await page.reload();
  await panel.start();
  await page.bringToFront();
  await fillIn(page);
  await panel.stop();
  const { workflow, texts } = await typedTexts(server, known);
  assert.deepEqual(texts, [MASK, MAIL, MASK]);
  assert.ok(!JSON.stringify(workflow).includes(NAME), "the name stands in the guide");
});

test("what an organisation demands is masked, and nobody unticks it", { timeout: 120_000, skip: obstacle() }, async (t) => {
  const [server, pages] = await Promise.all([Server.start({ t }), Pages.start({ t })]);
  const browser = await launchManaged(t, { alwaysMask: ["name", "email", "colour"] });
  await browser.presetServer(server);
  // As if it had been chosen before the policy came.
  await browser.inExtension(() => chrome.storage.local.set({ masks: { email: false, phone: false } }));

  const options = await openOptions(browser);
  for (const name of ["Names", "E-mail addresses"]) {
    assert.ok((await box(options, name).isChecked()) && (await box(options, name).isDisabled()), name);
    await click(options, box(options, name));
    assert.ok(await box(options, name).isChecked(), name);
  }
  assert.equal(await options.getByText("Set by your organisation.").count(), 2);
  assert.equal(await box(options, "Phone numbers").isChecked(), false);
  assert.deepEqual(await chosen(browser), { email: false, phone: false });
  await options.close();

  const { page, panel } = await recordOn(browser, pages.url("person.html"));
  await fillIn(page);
  await panel.stop();
  assert.deepEqual((await typedTexts(server, new Set())).texts, [MASK, MASK, MASK]);
});

test("what the server's administrator demands is masked from the next recording on", { timeout: 120_000 }, async (t) => {
  const [server, pages] = await Promise.all([
    Server.start({ t, flags: ["--always-mask", "name,email"] }),
    Pages.start({ t }),
  ]);
  const browser = await Browser.launch({ t });
  await browser.presetServer(server);
  // As if it had been chosen before the policy came.
  await browser.inExtension(() => chrome.storage.local.set({ masks: { email: false, phone: false } }));

  const { page, panel } = await recordOn(browser, pages.url("person.html"));
  await fillIn(page);
  await panel.stop();
  const { workflow, texts } = await typedTexts(server, new Set());
  assert.deepEqual(texts, [MASK, MASK, MASK]);
  for (const { classes } of [workflow.scan, ...workflow.steps.map((step) => step.scan)]) {
    assert.ok(classes.includes("name") && classes.includes("email") && !classes.includes("phone"), classes);
  }

  const options = await openOptions(browser);
  for (const name of ["Names", "E-mail addresses"]) {
    assert.ok((await box(options, name).isChecked()) && (await box(options, name).isDisabled()), name);
  }
  assert.equal(await box(options, "Phone numbers").isDisabled(), false);
  assert.deepEqual(await chosen(browser), { email: false, phone: false });

  // Another server demands nothing: the word of the one before does not count.
  await browser.inExtension(() => chrome.storage.local.set({ server: { address: "http://127.0.0.1:9", token: "x" } }));
  await options.reload();
  await box(options, "Names").waitFor();
  assert.equal(await box(options, "Names").isDisabled(), false);
});
