// Words at addresses that need not be a word's, byte by byte, by a function; and one value that goes to many places,
// written once.

import { walk } from './tree.js';

const BYTEWISE = `
function loadBytes(at) {
  return HEAPU8[at] | HEAPU8[at + 1] << 8 | HEAPU8[at + 2] << 16 | HEAPU8[at + 3] << 24;
}
function storeBytes(at, word) {
  HEAP8[at] = word;
  HEAP8[at + 1] = word >>> 8;
  HEAP8[at + 2] = word >>> 16;
  HEAP8[at + 3] = word >>> 24;
}
`;

/** Edits that load and store words byte by byte by a function. */
export function bytewise(module) {
  const edits = [];
  for (const it of module.functions.values()) {
    walk(it.node.body, (node) => {
      const at = loadedAt(node);
      if (at) edits.push({ start: node.start, end: node.end, text: `loadBytes(${at})` });
      for (const { first, last, place, value } of storedIn(node)) {
        edits.push({ start: first.start, end: last.end, text: `storeBytes(${place}, ${value});` });
      }
    });
  }
  const [first] = module.functions.values();
  if (edits.length) edits.unshift({ start: first.node.start, end: first.node.start, text: BYTEWISE });
  return edits;
}

/** Edits that write "a = b = 0" for "a = 0; b = 0". The places are words or bytes of the memory, and nothing is called
 * between: which of them is written first makes no difference. */
export function chains(module) {
  const edits = [];
  for (const it of module.functions.values()) {
    walk(it.node.body, (node) => {
      const list = statementsOf(node);
      for (let at = 0; at + 1 < list.length; at += 1) {
        const [one, next] = [stored(list[at]), stored(list[at + 1])];
        if (!one || !next || one.left.object.name !== next.left.object.name) continue;
        const [value, other] = [one, next].map(({ right }) => module.text.slice(right.start, right.end));
        if (!isPlain(one.right) || value !== other) continue;
        edits.push({ start: one.right.start, end: next.start, text: '' });
      }
    });
  }
  return edits;
}

const statementsOf = (node) =>
  node.type === 'BlockStatement' ? node.body : node.type === 'SwitchCase' ? node.consequent : [];

/** A store into the memory whose address calls nothing. */
function stored(node) {
  const found = node.type === 'ExpressionStatement' && node.expression;
  if (found?.type !== 'AssignmentExpression' || found.left.type !== 'MemberExpression') return null;
  let plain = /^HEAP(8|32)$/.test(found.left.object.name);
  walk(found.left.property, (inner) => {
    if (/Call|Assignment|Member/.test(inner.type)) plain = false;
  });
  return plain ? found : null;
}

const isPlain = (node) => node.type === 'Literal' || node.type === 'Identifier';

/** The address of a word that an expression loads byte by byte. */
function loadedAt(node) {
  if (node.operator !== '|') return null;
  const bytes = [];
  const collect = (part) => {
    if (part.operator === '|' && part.right.value !== 0) return [part.left, part.right].forEach(collect);
    return bytes.push(part);
  };
  collect(node);
  if (bytes.length !== 4) return null;
  const places = bytes.map((part, index) => {
    const loaded = index === 0 ? part : part.operator === '<<' && part.right.value === index * 8 ? part.left : null;
    return loaded?.type === 'MemberExpression' && loaded.object.name === 'HEAPU8' ? placeOf(loaded.property) : null;
  });
  return inRow(places);
}

/** The words that a list of statements stores byte by byte. */
function storedIn(node) {
  const list = statementsOf(node);
  const found = [];
  for (let at = 0; at + 3 < list.length; at += 1) {
    const stores = list.slice(at, at + 4).map(stored);
    if (!stores.every((store) => store?.left.object.name === 'HEAP8')) continue;
    const [first] = stores;
    const shifts = stores.slice(1).every(({ right }, index) => {
      const by = (index + 1) * 8;
      return right.operator === '>>>' && right.right.value === by && right.left.name === first.right.name;
    });
    const place = inRow(stores.map(({ left }) => placeOf(left.property)));
    if (!place || !shifts || first.right.type !== 'Identifier') continue;
    found.push({ first: list[at], last: list[at + 3], place, value: first.right.name });
    at += 3;
  }
  return found;
}

/** What an address begins with, and the bytes after it. */
function placeOf(node) {
  if (node.operator === '|' && node.right.value === 0) return placeOf(node.left);
  if (node.type === 'Literal') return { base: '', offset: node.value };
  if (node.type === 'Identifier') return { base: node.name, offset: 0 };
  const { operator, left, right } = node;
  if (operator !== '+' || left.type !== 'Identifier' || right.type !== 'Literal') return null;
  return { base: left.name, offset: right.value };
}

/** The first of four addresses in a row. */
function inRow(places) {
  const [first] = places;
  if (!places.every((place, index) => place?.base === first?.base && place?.offset === first?.offset + index)) return null;
  if (!first.base) return `${first.offset}`;
  return first.offset ? `${first.base} + ${first.offset} | 0` : first.base;
}
