// @ts-check
/** What the person set (`storage.local`) or an administrator did (managed storage, which wins). */

const KEYS = ['server', 'appearance'];

/** @typedef {{server: {address: string, token: string} | null, appearance: string | null}} Settings */

/** @returns {Promise<Settings>} As `Settings` of the crate `cairn-messages`. */
export async function settings() {
  const [own, managed] = await Promise.all([
    chrome.storage.local.get(KEYS),
    // Rejected where the browser has no such area.
    chrome.storage.managed.get(KEYS).catch(() => ({})),
  ]);
  const all = { ...own, ...managed };
  return {
    server: server(all.server),
    appearance: typeof all.appearance === 'string' ? all.appearance : null,
  };
}

/**
 * @param {Record<string, unknown>} changes
 * @param {string} area
 */
export function concernsSettings(changes, area) {
  return (area === 'local' || area === 'managed') && KEYS.some((key) => key in changes);
}

/** @param {any} value */
function server(value) {
  if (typeof value?.address !== 'string' || typeof value?.token !== 'string' || value.address === '') return null;
  return { address: value.address, token: value.token };
}
