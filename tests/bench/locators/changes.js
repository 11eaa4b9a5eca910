/**
 * What becomes of pages: nine single changes, and a release that holds all the moderate ones. Each changes the document
 * in place, by chance from a seed, so that every element can be followed by identity. They know nothing of locators.
 */

/**
 * @typedef {object} Turn
 * @property {() => number} random From 0 up to 1, the same for the same seed.
 * @property {Element[]} elements Those that were described.
 * @property {Map<Element, Element>} now For a described element, the one that took its place.
 */

/** Containers of rows and entries. */
const LISTS = "tbody,ul,ol,[role=rowgroup],[role=list],.cards";
/** Parents whose children can change places, and a wrapper's parents that may hold a `div` in between. */
const SHUFFLED = "tbody,ul,ol,form,div,section,main,[role=rowgroup]";
const NO_WRAPPERS = ["TABLE", "THEAD", "TBODY", "TR", "UL", "OL", "DL", "SELECT", "OPTGROUP", "HEAD", "HTML"];
/** Attributes that name other elements of the page by id. */
const REFERENCES = ["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"];
/** Attributes that a row of other data has with other words. */
const TOLD = ["aria-label", "title", "alt", "href", "value", "name", "placeholder"];

/** @type {Record<string, (turn: Turn) => void>} */
export const SINGLE = { rows, shuffle, wrappers, classes, digits, text, clones, attributes, move };

/** @type {Record<string, (turn: Turn) => void>} */
export const CHANGES = {
  unchanged() {},
  ...SINGLE,
  release(turn) {
    for (const change of [rows, shuffle, wrappers, classes, digits, text, attributes]) change(turn);
  },
};

/**
 * Changes the page, and says what each described element is now.
 *
 * @param {string} name
 * @param {number} seed
 * @param {Element[]} elements
 * @returns {Element[]}
 */
export function change(name, seed, elements) {
  const now = new Map(elements.map((element) => [element, element]));
  CHANGES[name]({ random: randomOf(seed), elements, now });
  return elements.map((element) => now.get(element) ?? element);
}

/** @param {number} seed */
function randomOf(seed) {
  let state = (seed * 2654435761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}

const all = () => [...document.body.querySelectorAll("*")];

/** One more row or entry in each list, of other data. */
function rows({ random }) {
  for (const list of document.querySelectorAll(LISTS)) {
    const children = [...list.children];
    if (children.length < 2) continue;
    const model = children[Math.floor(random() * children.length)];
    list.insertBefore(otherData(model, children, random), children[Math.floor(random() * children.length)]);
  }
}

/** A copy of a row with the words of another: what each row says stays, what only this one says is replaced. */
function otherData(model, rows, random) {
  const copy = model.cloneNode(true);
  const rest = rows.filter((row) => row !== model);
  const texts = new Set(rest.flatMap((row) => texts_of(row).map((node) => node.data.trim())));
  const other = `New ${Math.floor(random() * 9000) + 1000}`;
  for (const node of texts_of(copy)) if (!texts.has(node.data.trim())) node.data = other;
  const ids = new Map();
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    if (element.id) {
      ids.set(element.id, `${element.id}-${Math.floor(random() * 1e6)}`);
      element.id = ids.get(element.id);
    }
    for (const name of TOLD) {
      const value = element.getAttribute(name);
      const shared = value === null || rest.some((row) => row.querySelector(`[${name}="${CSS.escape(value)}"]`));
      if (!shared) element.setAttribute(name, name === "href" ? `${value}-${other.slice(4)}` : other);
    }
  }
  for (const element of [copy, ...copy.querySelectorAll("*")]) follow(element, (id) => ids.get(id) ?? id);
  return copy;
}

function texts_of(row) {
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) if (walker.currentNode.data.trim()) found.push(walker.currentNode);
  return found;
}

/** Lets an element's references follow ids that changed. */
function follow(element, renamed) {
  for (const name of REFERENCES) {
    const value = element.getAttribute(name);
    if (value) element.setAttribute(name, value.split(/\s+/).map(renamed).join(" "));
  }
  const href = element.getAttribute("href");
  if (href?.startsWith("#") && href.length > 1) element.setAttribute("href", `#${renamed(href.slice(1))}`);
}

/** Children of one tag in another order, in two of five parents. */
function shuffle({ random }) {
  for (const parent of document.querySelectorAll(SHUFFLED)) {
    const children = [...parent.children];
    const alike = new Set(children.map((child) => child.localName)).size === 1;
    if (children.length < 2 || children.length > 40 || !alike || random() > 0.4) continue;
    for (let at = children.length - 1; at > 0; at -= 1) {
      const other = Math.floor(random() * (at + 1));
      [children[at], children[other]] = [children[other], children[at]];
    }
    parent.append(...children);
  }
}

/** A `div` around every fifth box, link, button or field. */
function wrappers({ random }) {
  for (const element of all()) {
    const parent = element.parentElement;
    if (!["DIV", "SECTION", "BUTTON", "A", "INPUT"].includes(element.tagName) || !parent) continue;
    if (NO_WRAPPERS.includes(parent.tagName) || random() >= 0.2) continue;
    const wrapper = document.createElement("div");
    element.replaceWith(wrapper);
    wrapper.append(element);
  }
}

/** Another build: classes with a digit, and three of ten others, are called otherwise wherever they stand. */
function classes({ random }) {
  const names = new Map();
  const renamed = (name) => {
    if (!names.has(name)) {
      const changes = /\d/.test(name) || random() < 0.3;
      names.set(name, changes ? `${name.replace(/\d+/g, "")}_${Math.floor(random() * 1e6).toString(36)}` : name);
    }
    return names.get(name);
  };
  for (const element of all()) {
    const own = element.getAttribute("class")?.trim();
    if (own) element.setAttribute("class", own.split(/\s+/).map(renamed).join(" "));
  }
}

/** Counters in ids went on. What refers to the ids follows. */
function digits() {
  const renamed = (id) => id.replace(/\d+/g, (count) => String((Number(count) + 37) % 10_000));
  for (const element of all()) {
    if (element.id) element.id = renamed(element.id);
    follow(element, renamed);
  }
}

/** Other words in three of ten texts that are not the elements' own, nor their labels'. */
function text({ random, elements }) {
  const own = new Set(elements);
  const named = new Set(elements.flatMap((element) => (element.getAttribute("aria-labelledby") ?? "").split(/\s+/)));
  const isOwn = (element) => {
    for (let at = element; at; at = at.parentElement) {
      if (own.has(at) || at.localName === "label" || at.localName === "legend" || named.has(at.id)) return true;
    }
    return false;
  };
  for (const element of all()) {
    if (["STYLE", "SCRIPT"].includes(element.tagName) || isOwn(element)) continue;
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim() || random() >= 0.3) continue;
      node.data = node.data.replace(/\S+/g, (word) => (random() < 0.5 ? word : "lorem"));
    }
  }
}

/** Half of the elements are made anew, as frameworks do. */
function clones({ random, elements, now }) {
  for (const element of elements) {
    if (random() >= 0.5 || elements.some((other) => other !== element && other.contains(element))) continue;
    const copy = element.cloneNode(true);
    const inner = [...element.querySelectorAll("*")];
    const made = [...copy.querySelectorAll("*")];
    element.replaceWith(copy);
    now.set(element, copy);
    for (const [nth, one] of inner.entries()) if (now.has(one)) now.set(one, made[nth]);
  }
}

/** Half of the page's elements have their attributes in another order, and one more. */
function attributes({ random }) {
  for (const element of all()) {
    if (random() >= 0.5) continue;
    for (const { name, value } of [...element.attributes].toReversed()) {
      if (name === "value" || name === "type") continue;
      element.removeAttribute(name);
      element.setAttribute(name, value);
    }
    element.setAttribute(`data-x${Math.floor(random() * 99)}`, "1");
  }
}

/** Every seventh element goes into another box. */
function move({ random, elements }) {
  for (const element of elements) {
    if (random() >= 0.15) continue;
    const boxes = [...document.querySelectorAll("div")].filter((box) => !element.contains(box));
    if (boxes.length > 0) boxes[Math.floor(random() * boxes.length)].append(element);
  }
}
