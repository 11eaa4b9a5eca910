/**
 * Similo, written after its paper (Nass, Alégroth, Feldt, Leotta, Ricca: Similarity-based Web Element Localization for
 * Robust Test Automation, 2023): fourteen properties, the weights 1.5 and 0.5, the candidate with the highest sum. It
 * answers always. Candidates here are interactive elements only, which helps it.
 */

const TEXT_LIMIT = 80;
/** How far around an element its neighbours' words are read (px). */
const AROUND = 50;

/** Property, weight, how two values are compared. @type {[string, number, (one: any, other: any) => number][]} */
const PROPERTIES = [
  ["tag", 1.5, same],
  ["id", 1.5, same],
  ["name", 1.5, same],
  ["text", 1.5, edits],
  ["neighbours", 1.5, commonWords],
  ["class", 0.5, edits],
  ["href", 0.5, edits],
  ["alt", 0.5, edits],
  ["path", 0.5, edits],
  ["idPath", 0.5, edits],
  ["button", 0.5, same],
  ["at", 0.5, nearness],
  ["area", 0.5, ratio],
  ["shape", 0.5, ratio],
];

export function properties(element) {
  const rect = element.getBoundingClientRect();
  const [x, y] = [rect.x + scrollX, rect.y + scrollY];
  const type = element.getAttribute("type") ?? "";
  const attribute = (name) => element.getAttribute(name) ?? "";
  return {
    tag: element.localName,
    id: element.id,
    name: attribute("name"),
    text: (element.innerText ?? attribute("value")).trim().slice(0, TEXT_LIMIT),
    neighbours: neighbours(element, rect),
    class: attribute("class"),
    href: attribute("href"),
    alt: attribute("alt"),
    path: path(element, false),
    idPath: path(element, true),
    button: element.localName === "button" || attribute("role") === "button" || ["button", "submit"].includes(type),
    at: [x, y],
    area: Math.max(1, Math.round(rect.width * rect.height)),
    shape: Math.max(1, Math.round((rect.width * 100) / Math.max(1, rect.height))),
  };
}

/** @param {any} target @param {Map<Element, any>} candidates */
export function mostSimilar(target, candidates) {
  let best = null;
  let most = -1;
  for (const [element, own] of candidates) {
    let sum = 0;
    for (const [name, weight, compare] of PROPERTIES) sum += weight * compare(target[name], own[name]);
    if (sum > most) [best, most] = [element, sum];
  }
  return best;
}

function path(element, toId) {
  const parts = [];
  for (let at = element; at; at = at.parentElement) {
    if (toId && at.id && at !== element) return `//*[@id="${at.id}"]/${parts.join("/")}`;
    let nth = 1;
    for (let before = at.previousElementSibling; before; before = before.previousElementSibling) {
      nth += before.localName === at.localName ? 1 : 0;
    }
    parts.unshift(`${at.localName}[${nth}]`);
  }
  return `/${parts.join("/")}`;
}

/** The words around an element, found from outside in: those of the nearest ancestor that is clearly larger. */
function neighbours(element, rect) {
  let at = element.parentElement;
  while (at) {
    const outer = at.getBoundingClientRect();
    if (outer.width > rect.width + AROUND || outer.height > rect.height + AROUND) break;
    at = at.parentElement;
  }
  return (at?.textContent ?? "").toLowerCase().split(/\s+/).filter(Boolean).slice(0, 40).join(" ");
}

function same(one, other) {
  return one !== "" && one === other ? 1 : 0;
}

function ratio(one, other) {
  return Math.min(one, other) / Math.max(one, other);
}

function nearness([x, y], [left, top]) {
  return Math.max(0, 1 - Math.hypot(x - left, y - top) / 100);
}

function commonWords(one, other) {
  const [left, right] = [new Set(one.split(" ")), new Set(other.split(" "))];
  if (one === "" || other === "") return 0;
  return [...left].filter((word) => right.has(word)).length / Math.max(left.size, right.size);
}

/** The Levenshtein distance as likeness, 0 to 1. */
function edits(one, other) {
  if (one === "" || other === "") return 0;
  if (one === other) return 1;
  const row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    let diagonal = row[0];
    row[0] = i;
    for (let j = 1; j <= other.length; j += 1) {
      const above = row[j];
      row[j] = Math.min(above + 1, row[j - 1] + 1, diagonal + (one[i - 1] === other[j - 1] ? 0 : 1));
      diagonal = above;
    }
  }
  return 1 - row[other.length] / Math.max(one.length, other.length);
}
