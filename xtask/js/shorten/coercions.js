// Coercions to whole numbers that change nothing.

import { STACK, TRUTH, WHOLE } from './values.js';
import { isZero, walk } from './tree.js';

/** Edits that take "x | 0" back to "x" where they are the same. */
export function coercions(module, values) {
  const edits = [];
  for (const it of module.functions.values()) {
    walk(it.node.body, (node, parent) => {
      if (values.unsigned.has(node)) edits.push(signed(node));
      else if (node.operator === '|' && isZero(node.right) && isIdle(node, parent, it, values)) {
        edits.push({ start: module.text.indexOf('|', node.left.end), end: node.end, text: '' });
      }
    });
  }
  return edits;
}

/** "~~x >>> 0" and "x >>> y" with the sign of all other numbers. */
function signed(node) {
  const byNothing = node.right.type === 'Literal';
  const isWhole = byNothing && node.left.operator === '~';
  return { start: byNothing ? node.left.end : node.end, end: node.end, text: isWhole ? '' : ' | 0' };
}

function isIdle(node, parent, it, values) {
  const known = values.of(node.left, it);
  if (known === STACK || known === WHOLE) return true;
  if (known === TRUTH) return takesTruth(node, parent);
  return isIndex(node, parent) && isSum(node.left, it, values);
}

/** Whether true and 1 are the same there. */
function takesTruth(node, parent) {
  if (parent.type === 'BinaryExpression') return true;
  if (parent.type === 'UnaryExpression') return parent.operator === '!';
  return (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.test === node;
}

const isIndex = (node, parent) =>
  parent.type === 'MemberExpression' && parent.property === node && /^HEAPU?8$/.test(parent.object.name ?? '');

/** A sum that is an address of a byte: one that leaves the 32 bits is none. */
const isSum = (node, it, values) =>
  (node.operator === '+' || node.operator === '-') &&
  values.of(node.left, it) <= WHOLE &&
  values.of(node.right, it) <= WHOLE;
