// @ts-check
/**
 * What the service worker must know of the session: the badge's state and the tabs. Kept in `storage.session`
 * (memory of the browser, not of this worker), so that a killed worker loses nothing.
 */

/** @typedef {'idle' | 'recording' | 'paused' | 'problem'} State */
/** @typedef {{state: State, tabs: number[]}} Facts */

/** @type {Facts | undefined} */
let known;

/** @type {Promise<Facts> | undefined} */
let reading;

/** Tabs that a session tab opened, until the offscreen document has heard of them. @type {Set<number>} */
const announced = new Set();

/** The facts, if this worker has read them already. */
export function factsAtHand() {
  return known;
}

/** @returns {Promise<Facts>} */
export async function facts() {
  if (known) return known;
  reading ??= chrome.storage.session.get({ state: 'idle', tabs: [] }).then((stored) => {
    // Something newer may have been set in the meantime.
    known ??= /** @type {Facts} */ (stored);
    return known;
  });
  return reading;
}

/**
 * What the offscreen document says counts; tabs that it has not heard of yet stay.
 *
 * @param {State} state
 * @param {number[]} tabs
 */
export async function setFacts(state, tabs) {
  const all = tabs.length ? [...new Set([...tabs, ...announced])] : [];
  await store({ state, tabs: all });
}

/**
 * From now on a tab is of the session. It does not wait for the storage: Chrome's next event may be of that tab.
 *
 * @param {Facts} facts
 * @param {number} tab
 */
export function announceTab({ state, tabs }, tab) {
  announced.add(tab);
  if (!tabs.includes(tab)) void store({ state, tabs: [...tabs, tab] });
}

/** @param {number} tab */
export function tabIsKnown(tab) {
  announced.delete(tab);
}

/** @param {Facts} next */
async function store(next) {
  known = next;
  await chrome.storage.session.set(next);
}
