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
  const guarded = plain.filter(guardOf);
  const parts = [
    ...directives.map((statement) => rendered(text, statement)),
    ...plain
      .filter((it) => !guardOf(it))
      .map((it) => `var ${it.id.name}=${parameters(text, it)}=>${rendered(text, it.body)}`),
    ...guarded.map((it) => `var ${it.id.name}=${rendered(text, guardOf(it))}`),
    ...rest.map((statement) => rendered(text, statement)),
  ].join(';\n');
  return node.type === 'Program' ? parts : `{${parts}}`;
}

const parameters = (text, node) => text.slice(text.indexOf('(', node.id.end), node.body.start);

/** The call in a function of the glue that only hands its arguments on: "return handleError(…)(...arguments)". */
function guardOf(node) {
  const [only, ...others] = node.body.body;
  if (node.params.length || others.length || only?.type !== 'ReturnStatement') return null;
  const call = only.argument;
  const handsOn = call?.type === 'CallExpression' && call.callee.type === 'CallExpression' && call.arguments.length === 1;
  const [given] = handsOn ? call.arguments : [];
  return given?.type === 'SpreadElement' && given.argument.name === 'arguments' ? call.callee : null;
}

/** Whether a statement is a function that an arrow function can do the work of. */
function isPlain(node) {
  if (node.type !== 'FunctionDeclaration' || node.async || node.generator) return false;
  if (guardOf(node)) return true;
  let plain = true;
  walk(node.body, (inner) => {
    if (inner.type === 'ThisExpression' || (inner.type === 'Identifier' && inner.name === 'arguments')) plain = false;
  });
  return plain;
}
