// The functions of a module of wasm2js, and what each one writes, gives back and calls.

import { parsed, walk } from './tree.js';

/** The stack pointer, and the upper half of the last result of 64 bits. */
export const STACK_POINTER = 'global$0';
export const HIGH_BITS = 'i64toi32_i32$HIGH_BITS';
/** Functions of the module; the others are wasm2js's own helpers. */
const OWN = /^(\$\d+|_ZN\w*|__rust\w*)$/;

export class Module {
  constructor(text) {
    this.text = text;
    this.outer = parsed(text).body.find((node) => node.type === 'FunctionDeclaration' && node.id.name === 'asmFunc');
    if (!this.outer) throw new Error('wasm2js writes its module otherwise: adapt xtask/js/shorten');
    const own = this.outer.body.body.filter((node) => node.type === 'FunctionDeclaration' && OWN.test(node.id.name));
    /** By name. */
    this.functions = new Map(own.map((node) => [node.id.name, read(node)]));
    for (const it of this.functions.values()) it.calls = it.calls.filter((node) => this.functions.has(node.callee.name));
    this.#findOpen();
  }

  /** Marks what is named other than to be called: the table of functions or the glue can call it. */
  #findOpen() {
    walk(this.outer, (node, parent) => {
      const it = node.type === 'Identifier' && this.functions.get(node.name);
      if (it && node !== parent.callee && parent !== it.node) it.open = true;
    });
  }
}

function read(node) {
  const it = { node, open: false, params: node.params.map((param) => param.name), locals: new Set() };
  Object.assign(it, { writes: [], returns: [], calls: [], indirect: [] });
  walk(node.body, (inner) => {
    switch (inner.type) {
      case 'VariableDeclarator':
        it.locals.add(inner.id.name);
        it.writes.push([inner.id.name, inner.init]);
        break;
      case 'AssignmentExpression':
        if (inner.left.type === 'Identifier') {
          it.writes.push([inner.left.name, inner.operator === '=' ? inner.right : inner]);
        }
        break;
      case 'UpdateExpression':
        throw new Error('wasm2js writes ++: adapt xtask/js/shorten');
      case 'ReturnStatement':
        it.returns.push(inner.argument);
        break;
      case 'CallExpression':
        if (inner.callee.type === 'Identifier') it.calls.push(inner);
        else if (inner.callee.object?.name === 'FUNCTION_TABLE') it.indirect.push(inner);
        break;
      default:
    }
  });
  return it;
}
