// A function's variables that start with nothing, as parameters that nobody hands over: "(a, b) => { … }" is shorter
// than "(a) => { var b; … }". Such a variable is always written before it is read (./zeros.js keeps the zeros of all
// others), so that it makes no difference if somebody hands over more than was asked for.

import { parsed, walk } from './tree.js';

/** Edits that make variables parameters. */
export function locals(text) {
  const edits = [];
  walk(parsed(text), (node) => {
    if (node.type !== 'FunctionDeclaration' || node.params.some((param) => param.type !== 'Identifier')) return;
    const empty = node.body.body.filter(isEmpty);
    if (!empty.length) return;
    const known = new Set(node.params.map((param) => param.name));
    const names = empty.flatMap((one) => one.declarations.map(({ id }) => id.name));
    const added = [...new Set(names)].filter((name) => !known.has(name));
    const end = text.lastIndexOf(')', node.body.start);
    edits.push({ start: end, end, text: (known.size && added.length ? ',' : '') + added.join() });
    for (const one of empty) edits.push({ start: one.start, end: one.end, text: '' });
  });
  return edits;
}

/** A statement that only declares. */
const isEmpty = (node) =>
  node.type === 'VariableDeclaration' &&
  node.kind === 'var' &&
  node.declarations.every(({ id, init }) => !init && id.type === 'Identifier');
