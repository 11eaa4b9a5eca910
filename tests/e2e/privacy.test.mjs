import assert from "node:assert/strict";
import { test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { Search } from "./lib/bytes.mjs";
import { click, chooseByMouseAndKeys, type } from "./lib/input.mjs";
import { injections, kept, worlds } from "./lib/inspect.mjs";
import { Pages } from "./lib/pages.mjs";
import { Panel } from "./lib/panel.mjs";
import { Pictures } from "./lib/pictures.mjs";
import { Server } from "./lib/server.mjs";
import { pause, waitFor } from "./lib/wait.mjs";

/** The time between two actions of an unhurried person (ms). */
const LOOK = 700;

/** What is typed into the fields of tests/pages/secrets.html that hold secrets. */
const SECRETS = {
  password: 'Copper"41\\Violet&moss',
  revealed: "Saffron-Harbour-58-kites",
  code: "83920174",
  card: "4539578763621486",
  csc: "8274-1937",
  token: "tk_9fQ2mZ7xLr4WvB8nYc3H",
  "by-name": "cs-Walnut-77-Anvil-Brook",
};

/** What is filled in where a secret is (crates/picture), and how far a stored picture may be off, of 255. */
const MASK = [0x3b, 0x3f, 0x46];
const MASK_LIMIT = 12;

/** What is typed into the field that holds none. */
const NAME = "Annabel Leeward";

/** @param {string} url @param {import("node:test").TestContext} t */
async function setUp(url, t) {
  const [server, pages, browser] = await Promise.all([Server.start({ t }), Pages.start({ t }), Browser.launch({ t })]);
  await browser.presetServer(server);
  const page = await browser.open(pages.url(url));
  return { server, pages, browser, page };
}

/** @param {Browser} browser @param {import("playwright-core").Page} page */
async function listeners(browser, page) {
  return (await worlds(browser, page)).flatMap((world) => world.listeners);
}

test(
  "nothing runs, listens or is stored before Start and after Stop, nor in other tabs",
  { timeout: 120_000 },
  async (t) => {
    const { server, pages, browser, page } = await setUp("frames.html", t);
    const other = await browser.open(pages.url("text.html"));
    const tab = await browser.tabIdOf(page);
    const panel = await Panel.openWindow(browser, tab);
    await click(page, page.getByRole("button", { name: "Outside" }));
    await click(other, other.getByLabel("First name"));
    await type(other, "Nothing of this");

    // Before: no world in any page, no file, no database.
    for (const one of [page, other]) assert.deepEqual(await worlds(browser, one), []);
    const before = await kept(browser);
    assert.deepEqual([before.files, before.databases, before.caches], [{}, [], []]);

    // During: in every frame of the session's tab, and only there.
    await panel.start();
    await page.bringToFront();
    const frames = page.frames().length;
    assert.equal(frames, 4);
    await waitFor(
      "a listening recorder in each frame",
      async () => {
        const all = await worlds(browser, page);
        return all.length === frames && all.every((world) => world.listeners.length > 0);
      },
      { seen: () => worlds(browser, page) },
    );
    await click(page, page.getByRole("button", { name: "Outside" }));
    await other.bringToFront();
    await click(other, other.getByLabel("City"));
    await type(other, "Secretly");
    assert.deepEqual(await worlds(browser, other), []);
    await page.bringToFront();
    await pause(LOOK);
    await panel.stop();

    // After: listeners gone, nothing added by what is done then.
    const workflow = await server.newWorkflow();
    await waitFor("the listeners to be gone", async () => (await listeners(browser, page)).length === 0, {
      seen: () => worlds(browser, page),
    });
    // While a panel is open it can still save the recording as a file; then the copy on this machine goes.
    await panel.page.close();
    await waitFor(
      "the recording's files to be gone",
      async () => Object.keys((await kept(browser)).files).length === 0,
      {
        timeout: 20_000,
        seen: () => kept(browser),
      },
    );
    const after = await kept(browser);
    const requests = (await server.workflows()).length;
    assert.deepEqual(await injections(browser), []);
    await click(page, page.getByRole("button", { name: "Outside" }));
    await page.goto(pages.url("click.html"));
    await click(page, page.getByRole("button", { name: "Save" }));
    await pause(LOOK);
    assert.deepEqual(await listeners(browser, page), []);
    assert.deepEqual(await injections(browser), []);
    assert.deepEqual(await kept(browser), after);
    assert.equal((await server.workflows()).length, requests);
    assert.deepEqual(await server.json(`/api/v1/workflows/${workflow.id}`), workflow);

    // Of the other tab there is nothing anywhere.
    assert.equal(
      workflow.steps.filter((step) => step.action.type !== "tab").every((step) => step.page.tab === 1),
      true,
    );
    await browser.context.close();
    const search = new Search({
      "what was typed in the other tab": "Nothing of this",
      "typed there while recording": "Secretly",
    });
    assert.deepEqual((await search.below(server.data)).found, []);
  },
);

test(
  "a page with the strictest policy records the same steps, and reports nothing",
  { timeout: 120_000 },
  async (t) => {
    const { server, pages, browser, page } = await setUp("strict.html", t);
    const panel = await Panel.openWindow(browser, await browser.tabIdOf(page));
    // A report that does arrive, so that an empty log means something.
    await page.evaluate(() => void fetch("/probe").catch(() => undefined));
    await waitFor("the probe's report", () => pages.reports.length === 1);
    pages.reports.length = 0;

    await panel.start();
    await page.bringToFront();
    await pause(LOOK);
    await click(page, page.getByLabel("First name"));
    await type(page, "Ann");
    await pause(LOOK);
    await click(page, page.getByLabel("Staff status"));
    await pause(LOOK);
    await chooseByMouseAndKeys(page, page.getByLabel("Region"), "Europe");
    await pause(LOOK);
    await click(page, page.getByRole("button", { name: "Save" }));
    await pause(LOOK);
    await click(page, page.getByRole("link", { name: "Next page" }));
    await page.waitForURL("**/arrived.html");
    await pause(LOOK);
    await panel.stop();

    const workflow = await server.newWorkflow();
    assert.deepEqual(
      workflow.steps.map((step) => [step.action.type, step.target.name]),
      [
        ["change", "First name"],
        ["change", "Staff status"],
        ["change", "Region"],
        ["click", "Save"],
        ["click", "Next page"],
      ],
    );
    assert.deepEqual(pages.reports, []);
  },
);

test("what is typed into secret fields is stored nowhere", { timeout: 180_000 }, async (t) => {
  const { server, browser, page } = await setUp("secrets.html", t);
  const panel = await Panel.openWindow(browser, await browser.tabIdOf(page));
  await panel.start();
  await page.bringToFront();
  await pause(LOOK);
  await click(page, page.locator("#name"));
  await type(page, NAME);
  for (const [id, secret] of Object.entries(SECRETS)) {
    await pause(LOOK);
    await click(page, page.locator(`#${id}`));
    await type(page, secret);
    if (id === "revealed") {
      await click(page, page.locator("#reveal"));
      // Now it is a text field; what is added to it is as secret as before.
      await pause(LOOK);
      await click(page, page.locator("#revealed"));
      await type(page, "X");
    }
  }
  await pause(LOOK);
  await click(page, page.getByRole("button", { name: "Send" }));
  await pause(LOOK);

  const search = new Search(SECRETS);
  // While the journal is still there.
  const during = await search.profile(browser.profile);
  assert.deepEqual(during.found, []);
  await panel.stop();
  const workflow = await server.newWorkflow();
  await browser.context.close();
  const profile = await search.profile(browser.profile);
  const data = await search.below(server.data);
  assert.deepEqual([...profile.found, ...data.found], []);
  assert.ok(data.files > 0 && data.bytes > 10_000, `only ${data.bytes} bytes were searched`);
  assert.deepEqual(search.in("the server's log", Buffer.from(server.logs.flat().join("\n"))), []);

  // The control: what is no secret is found there, so the search looks in the right places.
  assert.notDeepEqual((await new Search({ "the name": NAME }).below(server.data)).found, []);
  const typed = workflow.steps.filter((step) => step.action.type === "change");
  assert.deepEqual(typed[0].action.value, { kind: "text", text: NAME });
  assert.ok(typed.length >= 1 + Object.keys(SECRETS).length, "a secret field has lost its step");
  for (const step of typed.slice(1)) assert.equal(step.action.value.kind, "secret");
});

/**
 * Where the card's number is in tests/pages/payment.html: Playwright does not follow the scale of frames of other
 * origins.
 *
 * @param {import("playwright-core").Page} page
 */
async function cardRect(page) {
  const box = (/** @type {import("playwright-core").Frame} */ frame) =>
    frame.evaluate(() => /** @type {DOMRect} */ (document.querySelector("iframe,input")?.getBoundingClientRect().toJSON()));
  const [outer, middle, input] = await Promise.all(page.frames().map(box));
  const [scale, edge, innerEdge] = [0.9, 4 + 9, 2];
  return {
    x: outer.x + (edge + middle.x + innerEdge + input.x) * scale,
    y: outer.y + (edge + middle.y + innerEdge + input.y) * scale,
    width: input.width * scale,
    height: input.height * scale,
  };
}

test("a secret in frames of other origins is filled where it lies in the page", { timeout: 120_000 }, async (t) => {
  const { server, browser, page } = await setUp("payment.html", t);
  const reader = await Browser.launch({ t, extension: null });
  const panel = await Panel.openWindow(browser, await browser.tabIdOf(page));
  await panel.start();
  await page.bringToFront();
  await pause(LOOK);
  const field = page.frameLocator("iframe").frameLocator("iframe").getByLabel("Card number");
  await click(page, field);
  await type(page, SECRETS.card);
  const rect = await cardRect(page);
  await pause(LOOK);
  await click(page, page.getByRole("button", { name: "Pay" }));
  await pause(LOOK);
  await panel.stop();

  const { id, steps } = await server.newWorkflow();
  const [typed, paid] = steps;
  assert.deepEqual([steps.length, typed.action.value.kind, paid.target.name], [2, "secret", "Pay"]);
  for (const side of /** @type {const} */ (["x", "y", "width", "height"])) {
    assert.ok(Math.abs(typed.target.rect[side] - rect[side]) <= 2, `${side} is ${typed.target.rect[side]}, not ${rect[side]}`);
  }
  assert.ok(paid.picture.sha256, "the picture with the number in it is what is looked at");
  const { bytes } = await server.picture(id, paid.picture.sha256);
  const pictures = await Pictures.open(reader.context);
  // All along the line that the digits stand on.
  const line = Array.from({ length: 40 }, (_, nth) => ({
    x: Math.round((rect.x + (rect.width * (nth + 0.5)) / 40) * paid.picture.scale),
    y: Math.round((rect.y + rect.height / 2) * paid.picture.scale),
  }));
  const off = (/** @type {number[]} */ pixel) => Math.max(...MASK.map((value, nth) => Math.abs(value - pixel[nth])));
  const shown = (await pictures.pixels(bytes, line)).filter((pixel) => off(pixel) > MASK_LIMIT);
  assert.deepEqual(shown, []);
});
