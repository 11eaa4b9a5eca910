// @ts-check
/** Messages to the offscreen document, in order, again until it has them or is gone. */

import { hasOffscreen } from './offscreen_document.js';

/** Pauses between tries, in milliseconds. */
const PAUSES = [20, 50, 100, 200, 400, 800, 1600];

/** @type {Promise<unknown>} */
let last = Promise.resolve();

/**
 * @param {{type: string} & Record<string, unknown>} message As `FromWorker` of the crate `cairn-messages`; bytes in
 *   `blob`.
 * @returns {Promise<boolean>} Whether it arrived.
 */
export function forward(message) {
  // The answer to a delivered message can get lost; the key lets the receiver drop the second copy.
  const sealed = { ...message, to: 'offscreen', key: crypto.randomUUID() };
  const done = last.then(() => deliver(sealed));
  last = done;
  return done;
}

/** @param {object} message */
async function deliver(message) {
  for (const pause of PAUSES) {
    try {
      if ((await chrome.runtime.sendMessage(message)) === true) return true;
    } catch {
      // Nobody listens yet, or the document went away: asked below.
    }
    if (!(await hasOffscreen())) return false;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  console.warn('cairn: the offscreen document does not answer');
  return false;
}
