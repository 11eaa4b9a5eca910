// Functions as arrow functions in variables: shorter, and what only returns a value needs no "return".

import { applied, parsed, walk } from './tree.js';

/** A script's text with its functions as arrow functions, each defined where a function would be: first of all. */
export function withArrows(text) {
  return rendered(text, parsed(text));
}

/** A node's text. */
function rendered(text, node) {
  if (node.body?.some?.(isPlain)) return block(text, node);
  const edits = [];
  below(node, (inner) => {
    if (!inner.body?.some?.(isPlain)) return false;
    edits.push({ start: inner.start - node.start, end: inner.end - node.start, text: block(text, inner) });
    return true;
  });
  return applied(text.slice(node.start, node.end), edits);
}

/** Visits what is below a node, and no further below where `visit` says that it is done. */
function below(node, visit) {
  for (const part of Object.values(node).flat()) {
    if (part?.type && !visit(part)) below(part, visit);
  }
}

/** The text of a block that holds functions. */
function block(text, node) {
  const plain = node.body.filter(isPlain);
  const others = node.body.filter((statement) => !isPlain(statement));
  const directives = others.filter((statement) => statement.directive);
  const rest = others.filter((statement) => !statement.directive);
  const parts = [
    ...directives.map((statement) => rendered(text, statement)),
    ...plain.map((it) => `var ${it.id.name}=${parameters(text, it)}=>${rendered(text, it.body)}`),
    ...rest.map((statement) => rendered(text, statement)),
  ].join(';\n');
  return node.type === 'Program' ? parts : `{${parts}}`;
}

const parameters = (text, node) => text.slice(text.indexOf('(', node.id.end), node.body.start);

/** Whether a statement is a function that an arrow function can do the work of. */
function isPlain(node) {
  if (node.type !== 'FunctionDeclaration' || node.async || node.generator) return false;
  let plain = true;
  walk(node.body, (inner) => {
    if (inner.type === 'ThisExpression' || (inner.type === 'Identifier' && inner.name === 'arguments')) plain = false;
  });
  return plain;
}
