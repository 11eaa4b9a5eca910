// Words that are copied one by one, by a function. Rust moves most of what it moves as two or three words (a text is
// its room, its address and its length), and what copies eight bytes becomes three statements: the upper word first
// into a variable, for the two could overlap. The functions do the same reads and writes in the same order.

import { walk } from './tree.js';
import { websOf } from './webs.js';

const COPIES = `
function copyPair(to, from) {
  var upper = HEAP32[from + 1];
  HEAP32[to] = HEAP32[from];
  HEAP32[to + 1] = upper;
}
function copyText(to, from) {
  HEAP32[to + 2] = HEAP32[from + 2];
  copyPair(to, from);
}
function copyDown(to, from, words) {
  if (words & 1) {
    words = words - 1;
    HEAP32[to + words] = HEAP32[from + words];
  }
  while (words) {
    words = words - 2;
    copyPair(to + words, from + words);
  }
}
function copyUp(to, from, words) {
  while (words > 1) {
    copyPair(to, from);
    to = to + 2;
    from = from + 2;
    words = words - 2;
  }
  if (words) HEAP32[to] = HEAP32[from];
}
`;

/** Edits that copy words by a function. */
export function copies(module) {
  const edits = [];
  for (const it of module.functions.values()) {
    const alone = heldOnce(it);
    walk(it.node.body, (node) => {
      const list = node.type === 'BlockStatement' ? node.body : node.type === 'SwitchCase' ? node.consequent : [];
      edits.push(...inList(module.text, list, alone));
    });
  }
  const [first] = module.functions.values();
  if (edits.length) edits.unshift({ start: first.node.start, end: first.node.start, text: COPIES });
  return edits;
}

/** By a variable's writes, the one read of it, where there is one read of one write. */
function heldOnce(it) {
  const alone = new Map();
  for (const { writes, reads } of websOf(it)) {
    if (writes.length === 1 && reads.length === 1) alone.set(writes[0].node, reads[0].node);
  }
  return alone;
}

function inList(text, list, alone) {
  const edits = [];
  for (let at = 0; at < list.length; ) {
    const run = runAt(list, at, alone);
    const call = callOf(run);
    if (call) {
      const between = run.between.map((node) => text.slice(node.start, node.end) + '\n');
      edits.push({ start: list[at].start, end: list[at + run.statements - 1].end, text: between.join('') + call });
    }
    at += Math.max(run.statements, 1);
  }
  return edits;
}

/** The longest copy that begins with a statement: in which order its words are copied, and how many they are. */
function runAt(list, at, alone) {
  const first = copyAt(list, at, alone);
  if (!first) return { statements: 0, words: 0 };
  const run = { ...first, down: true, up: true };
  for (let last = first; ; ) {
    const next = copyAt(list, at + run.statements, alone);
    if (!next || next.between.length) return run;
    const down = run.down && next.words === 2 && follows(last, next, -next.words);
    const up = run.up && last.words === 2 && follows(last, next, last.words);
    if (!down && !up) return run;
    if (down) Object.assign(run, { to: next.to, from: next.from });
    run.words += next.words;
    run.statements += next.statements;
    Object.assign(run, { down, up });
    last = next;
  }
}

const follows = (last, next, by) =>
  ['to', 'from'].every((end) => last[end].base === next[end].base && next[end].offset - last[end].offset === by);

/** The copy of one word or of two that a statement begins. */
function copyAt(list, at, alone) {
  const first = assignment(list[at]);
  if (!first) return null;
  const from = wordOf(first.right);
  if (!from) return null;
  if (first.left.type !== 'Identifier') {
    const to = wordOf(first.left);
    return to && { to, from, words: 1, statements: 1, between: [] };
  }
  const between = readsAfter(list, at, from);
  const [lower, upper] = [1, 2].map((after) => assignment(list[at + between.length + after]));
  if (!lower || !upper || alone.get(first) !== upper.right) return null;
  const pair = { to: wordOf(lower.left), from: wordOf(lower.right), words: 2, statements: 3 + between.length, between };
  const to = wordOf(upper.left);
  return pair.to && pair.from && to && follows(pair, { to, from }, 1) ? pair : null;
}

/** The statements after one that reads a word which can as well be done before it. */
function readsAfter(list, at, from) {
  const [name] = from.base.split(' ');
  let end = at + 1;
  while (isRead(assignment(list[end]), name)) end += 1;
  return list.slice(at + 1, end);
}

/** Whether an assignment to another variable does nothing else but read. */
function isRead(node, name) {
  if (!node || node.left.type !== 'Identifier' || node.left.name === name) return false;
  let reads = true;
  walk(node.right, (inner) => {
    if (inner.type === 'CallExpression' && !inner.callee.name?.startsWith('Math_')) reads = false;
    if (inner.type === 'AssignmentExpression') reads = false;
  });
  return reads;
}

const assignment = (node) =>
  node?.type === 'ExpressionStatement' && node.expression.type === 'AssignmentExpression' ? node.expression : null;

/** Where a word is: what its address begins with, and how many words after it. */
function wordOf(node) {
  if (node.type !== 'MemberExpression' || node.object.name !== 'HEAP32') return null;
  const { property } = node;
  if (property.operator !== '>>') return sumOf(property, '', 1);
  return property.right.value === 2 ? sumOf(property.left, ' >> 2', 4) : null;
}

function sumOf(node, unit, size) {
  if (node.type === 'Literal') return unit ? null : { base: '', offset: node.value };
  if (node.type === 'Identifier') return { base: node.name + unit, offset: 0 };
  const { operator, left, right } = node;
  if (operator !== '+' || left.type !== 'Identifier' || right.type !== 'Literal' || right.value % size) return null;
  return { base: left.name + unit, offset: right.value / size };
}

/** A copy by a function, where that is shorter. */
function callOf({ to, from, words, down }) {
  if (words < 2) return null;
  const [target, source] = [to, from].map(argument);
  if (words === 2) return `copyPair(${target}, ${source});`;
  if (words === 3 && down) return `copyText(${target}, ${source});`;
  return `${down ? 'copyDown' : 'copyUp'}(${target}, ${source}, ${words});`;
}

function argument({ base, offset }) {
  if (!base) return `${offset}`;
  const [name, unit] = base.split(' ');
  if (!offset) return base;
  return unit ? `${name} + ${offset * 4} >> 2` : `${name} + ${offset}`;
}
