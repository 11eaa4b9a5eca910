// A module's text as a tree, and edits of the text.

import { parse } from 'acorn';

/** @param {string} text */
export const parsed = (text) => parse(text, { ecmaVersion: 2022, sourceType: 'module' });

/** Visits a node and all below it, with each one's parent. */
export function walk(node, visit, parent) {
  visit(node, parent);
  for (const part of Object.values(node).flat()) {
    if (part?.type) walk(part, visit, node);
  }
}

/** The text with edits `{ start, end, text }` made; edits that touch the same text are an error. */
export function applied(text, edits) {
  let out = '';
  let at = 0;
  for (const edit of edits.sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < at || edit.end < edit.start) {
      throw new Error(`Two changes of the same text: ${text.slice(edit.start - 40, edit.end + 40)}`);
    }
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return out + text.slice(at);
}

/** Whether a node is the literal 0 of a whole number or a fraction. */
export const isZero = (node) => node?.type === 'Literal' && node.value === 0;
