// @ts-check
/** What our own pages ask of the service worker: `ToWorker` and `WorkerAnswer` of the crate `cairn-messages`. */

import { showBadge } from './badge.js';
import { frameOf } from './capture.js';
import { setFacts } from './facts.js';
import { injectTab } from './inject.js';
import { obstacle } from './obstacles.js';
import { closeOffscreen, ensureOffscreen } from './offscreen_document.js';
import { settings } from './settings.js';

/** @typedef {{type: string} & Record<string, unknown>} Answer */

const DONE = { type: 'done' };

/** @type {Record<string, (message: any) => Promise<Answer>>} */
const CALLS = {
  async session({ state, tabs }) {
    await setFacts(state, tabs);
    await showBadge(state);
    return DONE;
  },

  async inject({ tab }) {
    await injectTab(tab);
    return DONE;
  },

  async capture({ tab }) {
    const facts = await chrome.tabs.get(tab);
    if (!facts.active) return { type: 'notActive' };
    const askedAt = Date.now();
    const { blob, cameAt, active } = await frameOf(
      chrome.tabs.captureVisibleTab(facts.windowId, { format: 'png' }),
      tab,
    );
    if (!active) return { type: 'notActive' };
    return blob ? { type: 'frame', askedAt, cameAt, blob } : { type: 'failed', reason: 'no frame' };
  },

  async inspect({ tab }) {
    const { windowId, url = '', title = '' } = await chrome.tabs.get(tab);
    return { type: 'tab', id: tab, window: windowId, url, title, obstacle: await obstacle(url) };
  },

  async settings() {
    return { type: 'settings', ...(await settings()) };
  },

  async keepAwake() {
    return DONE;
  },

  async lastGuide({ url, title }) {
    await chrome.storage.local.set({ lastGuide: { url, title } });
    return DONE;
  },

  async policy({ policy: { server, alwaysMask } }) {
    await chrome.storage.local.set({ policy: { server, alwaysMask } });
    return DONE;
  },

  async close() {
    // The answer goes out first: the asker is what is closed.
    setTimeout(closeOffscreen, 0);
    return DONE;
  },

  async ensureOffscreen() {
    await ensureOffscreen();
    return DONE;
  },
};

/**
 * @param {{type: string}} message
 * @returns {Promise<Answer>} Never rejected.
 */
export async function answer(message) {
  if (!Object.hasOwn(CALLS, message.type)) return { type: 'failed', reason: `unknown call ${message.type}` };
  try {
    return await CALLS[message.type](message);
  } catch (error) {
    return { type: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}
