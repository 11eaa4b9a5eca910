import assert from "node:assert/strict";
import { test } from "node:test";
import { Browser } from "./browser.mjs";
import { wrongMoment } from "./compare.mjs";
import { click, clickAndType, chooseByKeyboard, chooseByMouseAndKeys, compose, hover, paste, press } from "./input.mjs";
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

/** A screenshot as the recorder stores it. @param {Pictures} pictures @param {Buffer} shot @returns {Promise<Buffer>} */
async function stored(pictures, shot) {
  const url = await pictures.page.evaluate(async (data) => {
    const image = await createImageBitmap(await (await fetch(data)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext("2d")?.drawImage(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: "image/webp", quality: 0.8 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ""));
  }, `data:image/png;base64,${shot.toString("base64")}`);
  return Buffer.from(url, "base64");
}

test("a picture of another moment is refused, a cursor, a focus ring and a hover are not", async (t) => {
  const [browser, pages] = await Promise.all([Browser.launch({ t, extension: null }), Pages.start({ t })]);
  const page = await browser.open(pages.url("moments.html"));
  const pictures = await Pictures.open(browser.context);
  const fields = [1, 2, 3].flatMap((nth) => [page.getByLabel(`Word ${nth}`), page.getByLabel(`List ${nth}`)]);
  /** @type {import("../../django/perform.mjs").Done[]} */
  const done = [];
  /** @type {Buffer[]} */
  const between = [];
  for (const [at, field] of fields.entries()) {
    const before = [await screen(page)];
    const rect = await hover(page, field);
    before.push(await screen(page));
    if (at % 2 === 0) {
      await clickAndType(page, field, "ab");
      between.push(await screen(page));
    } else {
      await field.focus();
      await press(page, "ArrowDown");
      between.push(await screen(page));
      await press(page, "ArrowDown");
    }
    const expected = { action: /** @type {const} */ ("change"), title: "", role: "", name: "" };
    done.push({ expected, rect, passed: [], tab: 1, before, after: [await screen(page)] });
  }
  const step = (/** @type {number} */ at) => ({
    seq: at + 1,
    action: { type: "change", value: { kind: "text" } },
    picture: { masks: [], moment: "before" },
  });
  /** @type {(at: number, shot: Buffer) => Promise<boolean>} */
  const right = async (at, shot) =>
    (await wrongMoment(done, at, step(at), await stored(pictures, shot), pictures)).length === 0;
  const accepted = [];
  for (const at of done.keys()) {
    for (const shot of done[at].before) assert.ok(await right(at, shot), `${at + 1}: its own moment`);
    const others = { after: done[at].after[0], between: between[at], next: done[at + 1]?.before[1], last: done[at - 1]?.before[1] };
    for (const [name, shot] of Object.entries(others)) if (shot && (await right(at, shot))) accepted.push(`${at + 1}: ${name}`);
  }
  assert.deepEqual(accepted, []);
  // The field has the focus already, and the cursor stands in it.
  await page.goto(pages.url("moments.html"));
  await page.getByLabel("Word 1").focus();
  assert.ok(await right(0, await screen(page)), "with the focus");
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
