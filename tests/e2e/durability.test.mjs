import assert from "node:assert/strict";
import { chmod, mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { chromiumPath } from "./lib/chromium.mjs";
import { click } from "./lib/input.mjs";
import { kept, running } from "./lib/inspect.mjs";
import { Pages } from "./lib/pages.mjs";
import { Panel } from "./lib/panel.mjs";
import { Proxy } from "./lib/proxy.mjs";
import { Server } from "./lib/server.mjs";
import { pause, waitFor } from "./lib/wait.mjs";

/** The time between two actions of an unhurried person (ms). */
const LOOK = 700;
const BUTTONS = ["Save", "Delete", "Print now"];

/** @typedef {import("node:test").TestContext} Context */

/**
 * A profile that outlives its browser, and is deleted with the test.
 *
 * @param {Context} t
 */
async function ownProfile(t) {
  const profile = await mkdtemp(join(tmpdir(), "cairn-profile-"));
  t.after(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  return profile;
}

/**
 * Kills every process of a browser at once, as a crash of the machine's session does.
 *
 * @param {Browser} browser
 */
async function killBrowser(browser) {
  const closed = new Promise((resolve) => browser.context.once("close", resolve));
  for (const pid of await processesOf(browser.profile)) process.kill(pid, "SIGKILL");
  await closed;
}

/**
 * The processes of the browser that runs on a profile.
 *
 * @param {string} profile
 */
async function processesOf(profile) {
  const found = [];
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const line = await readFile(`/proc/${name}/cmdline`, "utf8").catch(() => "");
    // Chromium's parts may join their arguments by spaces.
    const words = line.split(/[\0 ]/);
    if (words.includes(`--user-data-dir=${profile}`) && !words[0].endsWith("sh")) found.push(Number(name));
  }
  assert.ok(found.length > 0, "the browser's processes are found");
  return found;
}

/**
 * @param {Browser} browser
 * @param {string} url
 */
async function openPanel(browser, url) {
  const page = await browser.open(url);
  const panel = await Panel.openWindow(browser, await browser.tabIdOf(page));
  return { page, panel };
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string[]} names
 */
async function pressAll(page, names) {
  await page.bringToFront();
  await pause(LOOK);
  for (const name of names) {
    await click(page, page.getByRole("button", { name, exact: true }));
    await pause(LOOK);
  }
}

/** @param {any} workflow @param {string[]} names */
function hasSteps(workflow, names) {
  assert.deepEqual(
    workflow.steps.map((/** @type {any} */ step) => [step.seq, step.target.name]),
    names.map((name, at) => [at + 1, name]),
  );
}

/** @param {Browser} browser @param {Panel} panel @param {number} count */
async function areOnDisk(browser, panel, count) {
  await waitFor(`${count} pictures on disk`, async () => {
    const names = Object.keys((await kept(browser)).files);
    return names.filter((name) => name.endsWith(".webp")).length >= count;
  }, { seen: () => panel.text() });
}

test("the browser killed during a recording: what was recorded is there again, and can be sent", { timeout: 120_000 }, async (t) => {
  const [server, pages, profile] = await Promise.all([Server.start({ t }), Pages.start({ t }), ownProfile(t)]);
  const first = await Browser.launch({ profile });
  await first.presetServer(server);
  const { page, panel } = await openPanel(first, pages.url("click.html"));
  await panel.start();
  await pressAll(page, BUTTONS);
  await areOnDisk(first, panel, 1);
  await killBrowser(first);

  const second = await Browser.launch({ t, profile });
  const again = await openPanel(second, pages.url("click.html"));
  await waitFor("the sentence about the end of the browser", async () =>
    (await again.panel.text()).includes("The browser ended during this recording"), { seen: () => again.panel.text() });
  // Nobody pressed Stop: it is the person who says that it may be sent.
  assert.deepEqual(await server.workflows(), []);
  await again.panel.press("Try again");
  const workflow = await server.newWorkflow();
  hasSteps(workflow, BUTTONS);
  for (const { picture } of workflow.steps.filter((/** @type {any} */ step) => step.picture.sha256)) {
    assert.equal((await server.picture(workflow.id, picture.sha256)).bytes.length, picture.bytes);
  }
});

test("a journal whose last record is torn gives all records before it", { timeout: 120_000 }, async (t) => {
  const [pages, profile] = await Promise.all([Pages.start({ t }), ownProfile(t)]);
  const first = await Browser.launch({ profile });
  const { page, panel } = await openPanel(first, pages.url("click.html"));
  await panel.start();
  await pressAll(page, BUTTONS);
  await areOnDisk(first, panel, 1);
  await killBrowser(first);
  // Chromium keeps these files under numbers; the journal is the one that begins with its frames' magic.
  let torn = 0;
  for (const entry of await readdir(join(profile, "Default", "File System"), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const bytes = await readFile(path);
    if (bytes.subarray(0, 4).toString("latin1") !== "CJ1\n") continue;
    await truncate(path, bytes.length - 3);
    torn += 1;
  }
  assert.equal(torn, 1);

  const second = await Browser.launch({ t, profile });
  const again = await openPanel(second, pages.url("click.html"));
  await again.panel.shows("Discard");
  const text = await again.panel.text();
  for (const name of BUTTONS.slice(0, 2)) assert.ok(text.includes(`Click ${name}`), text);
});

test("a stopped recording is sent with no panel open, and then leaves no file and no document", { timeout: 120_000 }, async (t) => {
  const [server, pages, browser] = await Promise.all([Server.start({ t }), Pages.start({ t }), Browser.launch({ t })]);
  const { page, panel } = await openPanel(browser, pages.url("click.html"));
  await panel.start();
  await pressAll(page, BUTTONS);
  await panel.stop();
  await panel.shows("Discard");
  await panel.page.close();
  // The server is named only now: the offscreen document is on its own.
  await browser.presetServer(server);
  hasSteps(await server.newWorkflow(), BUTTONS);
  await waitFor("the document to close itself", async () => !(await running(browser)).includes("offscreen.html"), {
    timeout: 30_000,
    seen: () => running(browser),
  });
  assert.deepEqual((await kept(browser)).files, {});
});

test("a panel opened and closed without a recording leaves nothing", { timeout: 60_000 }, async (t) => {
  const [pages, browser] = await Promise.all([Pages.start({ t }), Browser.launch({ t })]);
  const { panel } = await openPanel(browser, pages.url("click.html"));
  await panel.shows("Start recording");
  await panel.page.close();
  await waitFor("the document to close itself", async () => !(await running(browser)).includes("offscreen.html"), {
    timeout: 30_000,
    seen: () => running(browser),
  });
  const { files, databases, caches, storage } = await kept(browser);
  assert.deepEqual({ files, databases, caches, local: storage.local }, { files: {}, databases: [], caches: [], local: {} });
});

test("a panel that uploads is closed in the middle: the offscreen document goes on", { timeout: 120_000 }, async (t) => {
  const [server, pages, browser] = await Promise.all([Server.start({ t }), Pages.start({ t }), Browser.launch({ t })]);
  const proxy = await Proxy.start(server, { t });
  await browser.presetServer(proxy);
  const { page, panel } = await openPanel(browser, pages.url("click.html"));
  await panel.start();
  await pressAll(page, BUTTONS);
  let closed = 0;
  proxy.loses = async (line) => {
    if (closed > 0 || !line.startsWith("PUT")) return false;
    closed += 1;
    await panel.page.close();
    return true;
  };
  await panel.press("Stop recording");
  hasSteps(await server.newWorkflow(), BUTTONS);
  assert.equal(closed, 1);
  assert.equal((await server.workflows()).length, 1);
});

test("a full disk is said in the panel, and nothing that was recorded is lost", { timeout: 120_000 }, async (t) => {
  const [server, pages, disk] = await Promise.all([Server.start({ t }), Pages.start({ t }), smallDisk(t)]);
  const browser = await disk.launch();
  await browser.presetServer(server);
  const { page, panel } = await openPanel(browser, pages.url("click.html"));
  await panel.start();
  await pressAll(page, BUTTONS.slice(0, 1));
  await areOnDisk(browser, panel, 1);

  const fill = await disk.fill();
  await pressAll(page, BUTTONS.slice(1));
  await waitFor("the sentence about the full disk", async () => (await panel.text()).includes("The disk is full"), {
    seen: () => panel.text(),
  });
  await rm(fill);
  await waitFor("the sentence to go", async () => !(await panel.text()).includes("The disk is full"), {
    seen: () => panel.text(),
  });
  await panel.stop();
  const workflow = await server.newWorkflow();
  hasSteps(workflow, BUTTONS);
  assert.ok(workflow.steps.every((/** @type {any} */ step) => step.picture.sha256), "each step has its picture");
});

/**
 * A browser whose profile lies on a disk of its own, of 200 MB in memory: mounted in a namespace that nobody but the
 * browser sees, for which no administrator is needed.
 *
 * @param {Context} t
 */
async function smallDisk(t) {
  const profile = await ownProfile(t);
  const wrapper = `${profile}.sh`;
  const mount = 'mount -t tmpfs -o size=200m tmpfs "$0" && exec "$@"';
  await writeFile(wrapper, `#!/bin/sh\nexec unshare --user --map-root-user --mount sh -c '${mount}' "${profile}" "${chromiumPath()}" "$@"\n`);
  await chmod(wrapper, 0o755);
  t.after(() => rm(wrapper, { force: true }));
  return {
    async launch() {
      const before = process.env.CHROMIUM;
      process.env.CHROMIUM = wrapper;
      try {
        return await Browser.launch({ t, profile });
      } finally {
        if (before === undefined) delete process.env.CHROMIUM;
        else process.env.CHROMIUM = before;
      }
    },
    /** Fills the disk; returns the file that has to be deleted to make room again. */
    async fill() {
      const [pid] = await processesOf(profile);
      const file = `/proc/${pid}/root${profile}/fill`;
      const handle = await open(file, "w");
      const zeros = Buffer.alloc(64 * 1024);
      const full = await (async () => {
        for (;;) await handle.write(zeros);
      })().catch((error) => error.code);
      await handle.close();
      assert.equal(full, "ENOSPC");
      return file;
    },
  };
}

test("a page's script world speaks for its own document only", { timeout: 60_000 }, async (t) => {
  const [pages, browser] = await Promise.all([Pages.start({ t }), Browser.launch({ t })]);
  const { page, panel } = await openPanel(browser, pages.url("click.html"));
  await panel.start();
  await page.bringToFront();
  const inPage = await scriptWorld(browser, page);

  // What only our own pages may ask is not answered.
  for (const message of [
    { to: "worker", type: "settings" },
    { to: "worker", type: "capture", tab: 1 },
    { to: "worker", type: "session", state: "idle", tabs: [] },
    { to: "offscreen", type: "command", command: "toggle-recording", tab: 1, key: "1" },
    { to: "offscreen", type: "removed", tab: await browser.tabIdOf(page), at: 1, key: "2" },
  ]) {
    const asked = `chrome.runtime.sendMessage(${JSON.stringify(message)})`;
    assert.equal(await inPage(`${asked}.then((answer) => answer === undefined, () => true)`), true, message.type);
  }
  /** @param {string} name @param {string} message JavaScript */
  const portIsDropped = (name, message) =>
    inPage(`new Promise((resolve) => {
      const port = chrome.runtime.connect({ name: "${name}" });
      port.onMessage.addListener((message) => { if (message.type === "snapshot") resolve("heard"); });
      port.onDisconnect.addListener(() => resolve("dropped"));
      port.postMessage(${message});
    })`);
  assert.equal(await portIsDropped("panel", '{ type: "hello", tab: null }'), "dropped");
  assert.equal(await portIsDropped("other", "{}"), "dropped");
  assert.equal(await portIsDropped("content", '{ type: "discard" }'), "dropped");
  assert.equal(await portIsDropped("content", '{ type: "hello", protocol: 2, top: true, pad: "x".repeat(300000) }'), "dropped");
  assert.equal(await portIsDropped("content", "[1, 2, 3]"), "dropped");

  // None of it did anything.
  assert.ok(await panel.button("Stop recording").isVisible(), await panel.text());
});

/**
 * A way to run JavaScript where the extension's content script runs in a page.
 *
 * @param {Browser} browser
 * @param {import("playwright-core").Page} page
 */
async function scriptWorld(browser, page) {
  const session = await browser.context.newCDPSession(page);
  /** @type {number[]} */
  const worlds = [];
  session.on("Runtime.executionContextCreated", ({ context }) => {
    if (context.origin === `chrome-extension://${browser.id}`) worlds.push(context.id);
  });
  await session.send("Runtime.enable");
  const [contextId] = worlds;
  assert.ok(contextId, "the content script runs in the page");
  return async (/** @type {string} */ expression) => {
    const options = { expression, contextId, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", options);
    assert.equal(exceptionDetails, undefined);
    return result.value;
  };
}
