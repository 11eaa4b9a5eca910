// @ts-check
/** What the person set (`storage.local`) or an administrator did (managed storage, which wins). */

const OWN = ['server', 'appearance', 'masks', 'policy', 'review'];
const MANAGED = ['server', 'appearance', 'alwaysMask', 'alwaysReview'];

/**
 * @typedef {{
 *   server: {address: string, token: string} | null,
 *   appearance: string | null,
 *   masks: {chosen: Record<string, boolean>, always: string[], policy: string[]},
 *   review: {chosen: boolean, always: boolean},
 * }} Settings
 */

/** @returns {Promise<Settings>} As `Settings` of the crate `cairn-messages`. */
export async function settings() {
  const [own, managed] = await Promise.all([
    chrome.storage.local.get(OWN),
    // Rejected where the browser has no such area.
    chrome.storage.managed.get(MANAGED).catch(() => /** @type {Record<string, unknown>} */ ({})),
  ]);
  const all = { ...own, ...managed };
  const to = server(all.server);
  return {
    server: to,
    appearance: typeof all.appearance === 'string' ? all.appearance : null,
    masks: { chosen: chosen(own.masks), always: names(managed.alwaysMask), policy: demanded(own.policy, to) },
    review: { chosen: own.review === true, always: managed.alwaysReview === true },
  };
}

/**
 * @param {Record<string, unknown>} changes
 * @param {string} area
 */
export function concernsSettings(changes, area) {
  const keys = area === 'local' ? OWN : area === 'managed' ? MANAGED : [];
  return keys.some((key) => key in changes);
}

/** @param {any} value */
function server(value) {
  if (typeof value?.address !== 'string' || typeof value?.token !== 'string' || value.address === '') return null;
  return { address: value.address, token: value.token };
}

/** @param {any} value */
function chosen(value) {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([, masked]) => typeof masked === 'boolean'));
}

/**
 * What the server demands that guides go to; another one's word does not count.
 * @param {any} policy
 * @param {{address: string} | null} to
 */
function demanded(policy, to) {
  return to !== null && policy?.server === to.address ? names(policy.alwaysMask) : [];
}

/** @param {unknown} value */
function names(value) {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}
