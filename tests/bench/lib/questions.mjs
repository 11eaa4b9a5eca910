/**
 * Counts what a content script asks of the page and what it sends away. Both functions run in the script's own world;
 * the page does not see them. Counting costs time: no figure of time is taken in such a run.
 */

/** Wraps every property and method of the page's nodes, and the extension's ports. Runs before the recorder. */
export function count() {
  const counts = { questions: 0, bytes: 0 };
  Object.assign(globalThis, { benchCounts: counts });
  /** @type {(object: any, name: string) => void} */
  const wrap = (object, name) => {
    const property = Object.getOwnPropertyDescriptor(object, name);
    if (!property?.configurable || name === "constructor") return;
    /** @type {(inner: Function) => any} */
    const counted = (inner) =>
      function (/** @type {any[]} */ ...given) {
        counts.questions += 1;
        // @ts-ignore -- `this` is the node.
        return inner.apply(this, given);
      };
    if (property.get) Object.defineProperty(object, name, { ...property, get: counted(property.get) });
    else if (typeof property.value === "function") {
      Object.defineProperty(object, name, { ...property, value: counted(property.value) });
    }
  };
  const kinds = [Node, Element, Document, DocumentFragment, ShadowRoot, HTMLElement, HTMLInputElement, NodeList];
  for (const kind of [...kinds, HTMLCollection, DOMRect, DOMRectReadOnly, CSSStyleDeclaration, TreeWalker]) {
    for (const name of Object.getOwnPropertyNames(kind.prototype)) wrap(kind.prototype, name);
  }
  wrap(window, "getComputedStyle");
  const { connect, sendMessage } = chrome.runtime;
  const weigh = (/** @type {unknown} */ message) => void (counts.bytes += JSON.stringify(message)?.length ?? 0);
  /** @type {any} */ (chrome.runtime).connect = (/** @type {any[]} */ ...given) => {
    const port = /** @type {any} */ (connect).apply(chrome.runtime, given);
    const post = port.postMessage.bind(port);
    port.postMessage = (/** @type {unknown} */ message) => {
      weigh(message);
      return post(message);
    };
    return port;
  };
  /** @type {any} */ (chrome.runtime).sendMessage = (/** @type {any[]} */ ...given) => {
    weigh(given[0]);
    return /** @type {any} */ (sendMessage).apply(chrome.runtime, given);
  };
}

/** What was counted so far; the peers count their own messages. */
export function counted() {
  const { benchCounts, benchSent } = /** @type {any} */ (globalThis);
  return { questions: benchCounts.questions, bytes: benchCounts.bytes + (benchSent?.bytes ?? 0) };
}

/**
 * Runs one of these functions in an extension's world of a tab.
 *
 * @param {import("../../e2e/lib/browser.mjs").Browser} browser Bound to the extension.
 * @param {number} tab
 * @param {() => any} what
 */
export async function inWorld(browser, tab, what) {
  const run = `(tabId) => chrome.scripting.executeScript({ target: { tabId }, func: ${what} })
    .then(([first]) => first.result ?? null)`;
  return browser.inExtension(/** @type {any} */ ({ toString: () => run }), tab);
}
