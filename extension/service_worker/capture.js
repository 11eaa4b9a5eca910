// @ts-check
/** Frames of the visible tab. */

/** @typedef {{blob: Blob | undefined, cameAt: number, active: boolean}} Frame */

/**
 * What came of a capture that was asked for: its bytes, when they came, and whether the tab was in front all the
 * time. A frame during which another tab came to the front shows who knows what, and is dropped here.
 *
 * @param {Promise<string>} asked
 * @param {number} tab
 * @returns {Promise<Frame>}
 */
export async function frameOf(asked, tab) {
  const url = await asked.catch(() => undefined);
  const cameAt = Date.now();
  const active = await isActive(tab);
  if (!url || !active) return { blob: undefined, cameAt, active };
  const blob = await (await fetch(url)).blob();
  return { blob, cameAt, active };
}

/** @param {number} tab */
async function isActive(tab) {
  const facts = await chrome.tabs.get(tab).catch(() => undefined);
  return facts?.active === true;
}
