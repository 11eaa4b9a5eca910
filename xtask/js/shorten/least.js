// The least number of 32 bits, which Rust writes for "nothing is there", by a name instead of eleven signs.

import { walk } from './tree.js';

const LEAST = -(2 ** 31);
/** Computed, so that nobody writes the number back in its place. */
const NAMED = `var leastNumber = Math.imul(${LEAST}, 1);\n`;

/** Edits that name the number. */
export function leastNumber(module) {
  const edits = [];
  for (const it of module.functions.values()) {
    walk(it.node.body, (node) => {
      if (node.type !== 'UnaryExpression' || node.operator !== '-' || node.argument.value !== -LEAST) return;
      edits.push({ start: node.start, end: node.end, text: 'leastNumber' });
    });
  }
  if (edits.length) edits.push({ start: module.outer.start, end: module.outer.start, text: NAMED });
  return edits;
}
