import assert from "node:assert/strict";
import { test } from "node:test";
import { Browser } from "./browser.mjs";
import { click, clickAndType, chooseByKeyboard, chooseByMouseAndKeys, compose, paste, press } from "./input.mjs";
import { Pages } from "./pages.mjs";
import { Pictures } from "./pictures.mjs";
import { screen } from "./screen.mjs";
import { waitFor } from "./wait.mjs";

// The tools themselves, on the product's own pages and without the recorder.

test("a picture is compared with the screen", async (t) => {
  const [browser, pages] = await Promise.all([Browser.launch({ t, extension: null }), Pages.start({ t })]);
  const page = await browser.open(pages.url("click.html"));
  const before = await screen(page);
  const button = page.getByRole("button", { name: "Acts on press" });
  const box = await button.boundingBox();
  assert.ok(box);
  await click(page, button);
  const after = await screen(page);
  const pictures = await Pictures.open(browser.context);
  assert.equal((await pictures.compare(before, before)).differing, 0);
  assert.ok((await pictures.compare(before, after, { within: box })).share > 0.05);
  assert.equal(
    (await pictures.compare(before, after, { without: [{ x: 0, y: 0, width: 1280, height: 900 }] })).compared,
    0,
  );
  const [white] = await pictures.pixels(before, [{ x: 2, y: 2 }]);
  assert.deepEqual(white, [255, 255, 255, 255]);
  assert.equal((await pictures.size(after)).width, 1280);
});

test("a person types, pastes, composes and chooses", async (t) => {
  const [browser, pages] = await Promise.all([Browser.launch({ t, extension: null }), Pages.start({ t })]);
  const page = await browser.open(pages.url("text.html"));
  await clickAndType(page, page.getByLabel("City"), "-Nord é");
  assert.equal(await page.getByLabel("City").inputValue(), "Paris-Nord é");
  await click(page, page.getByLabel("Message"));
  await paste(page, "two\nlines");
  await waitFor("the pasted text", async () => (await page.getByLabel("Message").inputValue()) === "two\nlines");
  await click(page, page.getByLabel("Search the shop"));
  await compose(page, ["n", "に", "にほ"], "日本");
  assert.equal(await page.getByLabel("Search the shop").inputValue(), "日本");

  await page.goto(pages.url("choose.html"));
  await chooseByMouseAndKeys(page, page.getByLabel("Region"), "Europe");
  assert.equal(await page.getByLabel("Region").inputValue(), "Europe");
  await chooseByKeyboard(page, page.getByLabel("Country"), "Norway");
  assert.equal(await page.getByLabel("Country").inputValue(), "no");

  await page.goto(pages.url("keys.html"));
  await click(page, page.getByRole("button", { name: "Open dialog" }));
  await press(page, "Escape");
  await press(page, "Control+k");
  assert.equal(await page.locator("#log").textContent(), "closed palette ");
});

test("the strict page runs no script and reports what tries", async (t) => {
  const [browser, pages] = await Promise.all([Browser.launch({ t, extension: null }), Pages.start({ t })]);
  const page = await browser.open(pages.url("strict.html"));
  assert.deepEqual(pages.reports, []);
  await page.evaluate(() => void fetch("/probe").catch(() => undefined));
  await waitFor("the report", () => pages.reports.length === 1);
});
