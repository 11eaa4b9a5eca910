// @ts-check
/** The content script's way into pages. It takes care itself of being injected twice. */

const FILES = ['content.js'];

/** On some pages (`view-source:`) `executeScript` never settles. */
const TIME_LIMIT = 4000;

/**
 * All frames of a tab.
 *
 * @param {number} tab
 * @returns {Promise<void>} Rejected with Chrome's reason.
 */
export function injectTab(tab) {
  return run({ tabId: tab, allFrames: true });
}

/**
 * One document.
 *
 * @param {number} tab
 * @param {string} document
 */
export async function injectDocument(tab, document) {
  // The document may be gone again, or be one that Chrome keeps to itself: the page's address tells the rest.
  await run({ tabId: tab, documentIds: [document] }).catch(() => undefined);
}

/** @param {chrome.scripting.InjectionTarget} target */
async function run(target) {
  /** @type {number | undefined} */
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('the page did not answer in time')), TIME_LIMIT);
  });
  try {
    await Promise.race([chrome.scripting.executeScript({ target, files: FILES, injectImmediately: true }), limit]);
  } finally {
    clearTimeout(timer);
  }
}
