// @ts-check
/** Pages that Chrome does not let an extension record: known by their address, before anything is tried. */

const STORES = ['chromewebstore.google.com', 'chrome.google.com/webstore'];

/**
 * Why a page cannot be recorded, as a sentence; null if it can.
 *
 * @param {string} address
 * @returns {Promise<string | null>}
 */
export async function obstacle(address) {
  if (address === '') return 'This tab shows no page yet. Open the page that you want to record.';
  const url = URL.parse(address);
  if (!url) return 'This tab shows no page that can be recorded. Open a web page.';
  switch (url.protocol) {
    case 'http:':
    case 'https:':
      return STORES.some((store) => `${url.host}${url.pathname}`.startsWith(store))
        ? 'Chrome does not let extensions record the Chrome Web Store. Open another page.'
        : null;
    case 'file:':
      return (await chrome.extension.isAllowedFileSchemeAccess())
        ? null
        : "Chrome lets Cairn record files only when you allow it: switch on \u201cAllow access to file URLs\u201d in Cairn's details on the page chrome://extensions.";
    case 'about:':
      return 'This tab is empty. Open the page that you want to record.';
    case 'view-source:':
      return 'Chrome does not let extensions record the source view. Open the page itself.';
    case 'data:':
    case 'blob:':
    case 'javascript:':
      return 'Chrome does not let extensions record a page that has no address of its own. Open a web page.';
    case 'chrome-extension:':
      return 'Chrome does not let Cairn record pages of extensions. Open a web page.';
    default:
      return 'Chrome does not let extensions record its own pages. Open a web page.';
  }
}
