/**
 * What a page can see of its own life, written down by the page's own world: every event with its content, focus,
 * changes of the document, errors and reports. Two runs of the same work must be the same to it.
 */

/** What starts each line on the console. */
export const MARK = "cairn-case-probe ";

/**
 * Runs in every document before its own scripts, in the page's world. It travels as text.
 *
 * @param {string} mark
 */
export function probe(mark) {
  if (location.protocol === "chrome-extension:") return;
  const say = console.debug.bind(console);
  const later = setTimeout.bind(globalThis);
  const id = Math.random().toString(36).slice(2);
  // The page's dice fall alike in both runs: libraries make names of them.
  let dice = 7;
  Math.random = () => (dice = (dice * 16_807) % 2_147_483_647) / 2_147_483_647;
  const nameOf = /** @type {() => string} */ (Object.getOwnPropertyDescriptor(Node.prototype, "nodeName")?.get);
  const idOf = /** @type {() => string} */ (Object.getOwnPropertyDescriptor(Element.prototype, "id")?.get);
  /** @param {any} one */
  const called = (one) => {
    if (one === window) return "window";
    if (!(one instanceof Node)) return one ? Object.prototype.toString.call(one) : String(one);
    const id = one instanceof Element ? idOf.call(one) : "";
    return nameOf.call(one).toLowerCase() + (id ? `#${id}` : "");
  };
  const line = (/** @type {unknown[]} */ ...parts) => say(mark + JSON.stringify([id, ...parts]));
  let frame = "";
  for (let at = /** @type {Window} */ (window); at !== at.parent; at = at.parent) {
    for (let nth = 0; nth < at.parent.length; nth += 1) if (at.parent[nth] === at) frame = `/${nth}${frame}`;
  }
  line("document", `top${frame}`, location.href);

  const facts = ["key", "code", "button", "buttons", "detail", "inputType", "data", "pointerType", "isPrimary", "altKey",
    "ctrlKey", "metaKey", "shiftKey", "repeat", "isComposing", "persisted", "submitter", "propertyName", "animationName",
    "newState", "oldState", "message", "blockedURI", "violatedDirective", "sourceFile", "sample", "deltaY", "newURL"];
  /** @type {Event[]} */
  const waiting = [];
  // Whether the default was prevented is known when all listeners have had the event.
  const flush = () => {
    for (const event of waiting.splice(0)) if (event.defaultPrevented) line("prevented", event.type);
  };
  /** @param {any} event */
  const note = (event) => {
    const content = facts.filter((name) => name in event).map((name) => {
      const value = event[name];
      return `${name}=${value && typeof value === "object" ? called(value) : value}`;
    });
    const related = "relatedTarget" in event ? called(event.relatedTarget) : "";
    const path = event.composedPath().map(called).join("<");
    line("event", event.type, event.isTrusted, path, content.join(" "), related);
    waiting.push(event);
    if (waiting.length === 1) later(flush);
  };
  const types = new Set(["DOMContentLoaded", "focusin", "focusout", "compositionstart", "compositionupdate",
    "compositionend", "beforeinput", "textInput", "readystatechange", "securitypolicyviolation", "hashchange",
    "visibilitychange", "fullscreenchange"]);
  const chain = [window, document, HTMLElement.prototype, SVGElement.prototype];
  for (const one of chain) for (const name in one) if (name.startsWith("on")) types.add(name.slice(2));
  // Two would keep the page out of the back-forward cache; sensors, ticks and the first frame come when they come.
  const without = /^(unload|beforeunload|device.*|pointerrawupdate|timeupdate|progress|pagereveal)$/;
  for (const type of types) if (!without.test(type)) window.addEventListener(type, note, { capture: true, passive: true });
  window.addEventListener("pagehide", flush, true);

  const watch = () => {
    new MutationObserver((records) => {
      for (const { type, target, attributeName, addedNodes, removedNodes } of records) {
        line("change", type, called(target), attributeName ?? "", [...addedNodes].map(called), [...removedNodes].map(called));
      }
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", watch, { once: true });
  else watch();
}

/**
 * Runs in each frame at the end: what the work has left behind.
 *
 * @returns {string[]}
 */
export function leftBehind() {
  /** @type {string[]} */
  const found = [];
  const say = (/** @type {string} */ what, /** @type {unknown} */ value) => found.push(`${what}: ${value}`);
  const attribute = (/** @type {Element} */ one, /** @type {string} */ name) => Element.prototype.getAttribute.call(one, name);
  /** @param {Document | ShadowRoot} root @param {string} where */
  const walk = (root, where) => {
    say(`${where} sheets`, `${root.styleSheets.length} and ${root.adoptedStyleSheets.length}`);
    say(`${where} focus`, root.activeElement?.nodeName);
    for (const one of /** @type {Iterable<any>} */ (root.querySelectorAll("*"))) {
      // A form's fields stand in the way of its own properties.
      if (Element.prototype.matches.call(one, "input, select, textarea")) {
        say(`${where} ${attribute(one, "id") ?? one.type}`, `${one.value} ${one.checked} ${one.selectionStart}-${one.selectionEnd}`);
      }
      if (one.scrollTop || one.scrollLeft) say(`${where} ${one.tagName} scrolled`, `${one.scrollLeft} ${one.scrollTop}`);
      if (one.shadowRoot) walk(one.shadowRoot, `${where} ${one.nodeName}`);
    }
  };
  walk(document, "document");
  for (const one of [document.documentElement, document.body]) {
    if (!one) continue;
    const style = getComputedStyle(one);
    for (const name of [...style].sort()) say(`style of ${one.nodeName}`, `${name} ${style.getPropertyValue(name)}`);
  }
  // A style set by a script becomes an attribute when somebody asks for it: their order tells nothing.
  const tag = /<[a-z][^\s>]*(\s[^>]*)>/g;
  const sorted = (/** @type {string} */ text) => (text.match(/[^\s=]+(="[^"]*")?/g) ?? []).sort().join(" ");
  say("markup", document.documentElement.outerHTML.replace(tag, (all, inside) => all.replace(inside, ` ${sorted(inside)}`)));
  say("globals", Object.getOwnPropertyNames(window).sort().join(" "));
  say("document's own", Object.getOwnPropertyNames(document).join(" "));
  say("selection", `${getSelection()}`);
  say("address", location.href);
  say("title", document.title);
  say("history", history.length);
  say("opener", Boolean(opener));
  const [arrival] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  say("navigation", arrival?.type);
  // The browser asks for the page's icon when it likes, and as often.
  const resources = performance.getEntriesByType("resource").map((one) => one.name).filter((name) => !name.endsWith("/favicon.ico"));
  say("resources", resources.sort().join(" "));
  return found;
}
