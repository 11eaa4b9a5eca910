// @ts-check
/** The toolbar badge. */

/** @type {Record<import('./facts.js').State, {text: string, colour: string}>} */
const BADGES = {
  idle: { text: '', colour: '#5f6368' },
  recording: { text: 'REC', colour: '#b3261e' },
  paused: { text: 'II', colour: '#5f6368' },
  problem: { text: '!', colour: '#8a5200' },
};

/** @param {import('./facts.js').State} state */
export async function showBadge(state) {
  const { text, colour } = BADGES[state];
  await chrome.action.setBadgeBackgroundColor({ color: colour });
  await chrome.action.setBadgeTextColor({ color: '#ffffff' });
  await chrome.action.setBadgeText({ text });
}
