/** What the extension has in a page, what it keeps, and which of its parts run: read from outside, by the protocol. */

import { Target } from "./target.mjs";

/** @typedef {import("./browser.mjs").Browser} Browser */

/**
 * @typedef {object} World
 * @property {string} frame
 * @property {string[]} listeners The types of the listeners on the window, the document and open shadow roots.
 */

/**
 * The extension's script worlds in a page, all frames included. A world stays when its script has removed itself, as
 * Chrome ends it only with the document; its listeners do not. Chrome even makes an empty one again in the next document
 * of the frame: whether something was injected there, `injections` tells.
 *
 * @param {Browser} browser
 * @param {import("playwright-core").Page} page
 * @returns {Promise<World[]>}
 */
export async function worlds(browser, page) {
  const session = await browser.context.newCDPSession(page);
  /** @type {any[]} */
  const contexts = [];
  session.on("Runtime.executionContextCreated", ({ context }) => contexts.push(context));
  // The contexts that exist are reported before the answer.
  await session.send("Runtime.enable");
  const ours = contexts.filter((one) => one.origin === `chrome-extension://${browser.id}`);
  const found = [];
  for (const { id, auxData } of ours) {
    const listeners = [];
    for (const root of await roots(session, id)) {
      const answer = await session.send("DOMDebugger.getEventListeners", { objectId: root });
      listeners.push(...answer.listeners.map((one) => one.type));
    }
    found.push({ frame: auxData.frameId, listeners });
  }
  await session.detach();
  return found;
}

/**
 * What the service worker has asked Chrome to inject since this was first called.
 *
 * @param {Browser} browser
 * @returns {Promise<unknown[]>}
 */
export function injections(browser) {
  return browser.inExtension(() => {
    const own = /** @type {{injected?: unknown[]}} */ (globalThis);
    if (!own.injected) {
      const injected = (own.injected = []);
      const inject = chrome.scripting.executeScript;
      chrome.scripting.executeScript = (/** @type {any} */ what) => {
        injected.push(/** @type {never} */ (what));
        return inject(what);
      };
    }
    return own.injected;
  });
}

/**
 * @param {import("playwright-core").CDPSession} session
 * @param {number} contextId
 * @returns {Promise<string[]>} Handles of everything that a recorder would listen on.
 */
async function roots(session, contextId) {
  const expression = `[window, document, document.documentElement, document.body, visualViewport,
    ...[...document.querySelectorAll("*")].map((one) => one.shadowRoot).filter(Boolean)].filter(Boolean)`;
  const { result } = await session.send("Runtime.evaluate", { expression, contextId });
  const { result: properties } = await session.send("Runtime.getProperties", {
    objectId: /** @type {string} */ (result.objectId),
    ownProperties: true,
  });
  return properties
    .filter((one) => /^\d+$/.test(one.name))
    .map((one) => one.value?.objectId)
    .filter((one) => one !== undefined);
}

/**
 * @typedef {object} Kept
 * @property {Record<string, number>} files OPFS: bytes by path.
 * @property {Record<string, Record<string, unknown>>} storage `chrome.storage`, by area.
 * @property {string[]} databases IndexedDB, by name.
 * @property {string[]} caches
 */

/**
 * All that the extension keeps.
 *
 * @param {Browser} browser
 * @returns {Promise<Kept>}
 */
export function kept(browser) {
  return browser.inExtension(async () => {
    /** @type {Record<string, number>} */
    const files = {};
    /** @type {(folder: any, path: string) => Promise<void>} */
    const walk = async (folder, path) => {
      for await (const [name, entry] of folder.entries()) {
        if (entry.kind === "directory") await walk(entry, `${path}${name}/`);
        else files[path + name] = (await entry.getFile()).size;
      }
    };
    await walk(await navigator.storage.getDirectory(), "");
    const [local, session, sync] = await Promise.all([
      chrome.storage.local.get(null),
      chrome.storage.session.get(null),
      chrome.storage.sync.get(null),
    ]);
    const databases = (await indexedDB.databases()).map((one) => one.name ?? "");
    return { files, storage: { local, session, sync }, databases, caches: await caches.keys() };
  });
}

/**
 * The addresses of the extension's running parts: "service_worker/main.js", "offscreen.html" and so on.
 *
 * @param {Browser} browser
 */
export async function running(browser) {
  const start = `chrome-extension://${browser.id}/`;
  const all = await Target.list(browser.context);
  return all.filter((one) => one.type !== "tab" && one.url.startsWith(start)).map((one) => one.url.slice(start.length));
}
