// @ts-check
/**
 * A frame for each press. Chrome lifts its quota of two captures a second only for a call made synchronously in the
 * listener of a message that the page sent while it had user activation: one `await` before the call loses it.
 */

import { frameOf } from './capture.js';
import { facts, factsAtHand } from './facts.js';
import { forward } from './forward.js';

/**
 * @param {{press?: unknown, layout?: unknown}} message `ContentToWorker::Press` of the crate `cairn-messages`.
 * @param {chrome.runtime.MessageSender} sender Of a content script.
 */
export function pressed(message, sender) {
  const { tab, documentId } = sender;
  const { press, layout } = message;
  if (tab?.id === undefined || !documentId || typeof press !== 'number') return;
  const atHand = factsAtHand();
  if (atHand && !recorded(atHand, tab.id)) return;
  const askedAt = Date.now();
  const asked = tab.active
    ? chrome.tabs.captureVisibleTab(tab.windowId, { format: 'png' })
    : Promise.reject(new Error('another tab is in front'));
  // What the press leads to is told by Chrome at once, and the press itself a little later by the page.
  if (atHand) void forward({ type: 'pressed', tab: tab.id, document: documentId });
  void deliver(asked, { tab: tab.id, document: documentId, press, layout, askedAt });
}

/**
 * @param {Promise<string>} asked
 * @param {{tab: number, document: string, press: number, layout: unknown, askedAt: number}} about
 */
async function deliver(asked, about) {
  const frame = frameOf(asked, about.tab);
  // A worker that this message woke did not know the session when it had to ask.
  if (!recorded(await facts(), about.tab)) return;
  const { blob, cameAt } = await frame;
  await forward({ type: 'pressFrame', ...about, cameAt, ...(blob && { blob }) });
}

/**
 * @param {import('./facts.js').Facts} known
 * @param {number} tab
 */
function recorded(known, tab) {
  return known.state === 'recording' && known.tabs.includes(tab);
}
