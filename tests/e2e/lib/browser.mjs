/** A Chromium with the built extension in a fresh profile. */

import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { chromiumFlags, chromiumPath, UNWANTED_FLAGS } from "./chromium.mjs";
import { Target } from "./target.mjs";
import { waitFor } from "./wait.mjs";

/** @typedef {import("playwright-core").Page} Page */

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** The built extension; `CAIRN_EXTENSION` names another folder. */
export const EXTENSION = process.env.CAIRN_EXTENSION ?? join(ROOT, "dist", "extension");

/** A running browser, its profile and its extension. */
export class Browser {
  /**
   * Starts Chromium. Ends with the test when `t` is given; otherwise call `close()`.
   *
   * @param {{t?: {after: (end: () => Promise<void>) => void}, extension?: string | null, profile?: string}} [options]
   *   `extension: null` starts a browser without the recorder; `profile` reuses a folder, which then is kept.
   */
  static async launch({ t, extension = EXTENSION, profile } = {}) {
    if (extension && !existsSync(join(extension, "manifest.json"))) {
      throw new Error(`There is no extension in ${extension}. Build it with: cargo xtask ext`);
    }
    const folder = profile ?? (await mkdtemp(join(tmpdir(), "cairn-browser-")));
    const context = await chromium.launchPersistentContext(folder, {
      executablePath: chromiumPath(),
      args: chromiumFlags(extension),
      ignoreDefaultArgs: UNWANTED_FLAGS,
      headless: true,
      // No emulated viewport: pictures and pages then agree about the window.
      viewport: null,
    });
    const browser = new Browser(context, folder, extension !== null, profile === undefined);
    t?.after(() => browser.close());
    if (extension) await browser.ready();
    return browser;
  }

  /**
   * @param {import("playwright-core").BrowserContext} context
   * @param {string} profile
   * @param {boolean} extended
   * @param {boolean} owned Whether the profile is deleted at the end.
   */
  constructor(context, profile, extended, owned) {
    this.context = context;
    this.profile = profile;
    this.extended = extended;
    this.owned = owned;
    /** @type {string} The extension's id, known once its worker has been seen. */
    this.id = "";
  }

  /** Waits until the extension runs and its id is known. */
  async ready() {
    const info = await waitFor("the extension's service worker", () => this.extensionTarget("service_worker"), {
      timeout: 20_000,
    });
    this.id = new URL(info.url).host;
    // Right after its start a worker has no `chrome` yet.
    await waitFor("the extension's answer", () => this.inExtension(() => chrome.runtime.id));
  }

  /**
   * A target of the extension, if there is one.
   *
   * @param {string} type "service_worker", "page", "background_page" (the offscreen document) or "other".
   */
  async extensionTarget(type) {
    const start = `chrome-extension://${this.id}`;
    return (await Target.list(this.context)).find((one) => one.type === type && one.url.startsWith(start));
  }

  /**
   * Runs a function in the extension: in its service worker, or while that sleeps in one of its pages.
   *
   * @template A, R
   * @param {(argument: A) => R | Promise<R>} run It travels as text: it sees its argument and `chrome`, nothing else.
   * @param {A} [argument]
   * @returns {Promise<R>}
   */
  async inExtension(run, argument) {
    const info = (await this.extensionTarget("service_worker")) ?? (await this.extensionTarget("page"));
    if (!info) throw new Error("The extension has neither a living service worker nor an open page");
    const target = await Target.attach(this.context, info);
    try {
      return await target.evaluate(`(${run})(${JSON.stringify(argument) ?? ""})`);
    } finally {
      await target.detach();
    }
  }

  /**
   * Tells the extension where to upload to, as a user does in the options page.
   *
   * @param {{address: string, token: string}} server
   */
  async presetServer(server) {
    await this.inExtension((value) => chrome.storage.local.set({ server: value }), {
      address: server.address,
      token: server.token,
    });
  }

  /**
   * Opens a page in a new tab of the first window and brings it to the front.
   *
   * @param {string} [url]
   */
  async open(url) {
    const page = await this.context.newPage();
    if (url) await page.goto(url);
    return page;
  }

  /**
   * The number that Chrome gives to a page's tab. The page is brought to the front, since that is how it is told
   * from another tab with the same address.
   *
   * @param {Page} page
   * @returns {Promise<number>}
   */
  async tabIdOf(page) {
    await page.bringToFront();
    return waitFor(`the tab of ${page.url()}`, async () => {
      const tabs = await this.inExtension(
        async (url) =>
          (await chrome.tabs.query({ active: true })).filter((tab) => tab.url === url).map((tab) => tab.id),
        page.url(),
      );
      return tabs.length === 1 ? tabs[0] : undefined;
    });
  }

  /**
   * Kills the extension's service worker, as Chrome does after 30 seconds without events. The next event of the
   * extension starts a new one.
   */
  async killServiceWorker() {
    const session = await this.context.newCDPSession(this.context.pages()[0]);
    await session.send("ServiceWorker.enable");
    await session.send("ServiceWorker.stopAllWorkers");
    await session.detach();
    await waitFor("the service worker to be gone", async () => !(await this.extensionTarget("service_worker")));
  }

  /** Ends the browser and deletes its profile. */
  async close() {
    await this.context.close();
    if (this.owned) await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
