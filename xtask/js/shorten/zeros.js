// Zeros that variables start with and that nothing reads: WASM's variables start with 0, so wasm2js writes it.

import { isZero, walk } from './tree.js';

/** The zeros, of all functions, that are never read. */
export function unreadZeros(module) {
  const unread = new Set();
  for (const it of module.functions.values()) {
    const read = new Reads(it.locals).of(it.node.body);
    walk(it.node.body, (node) => {
      if (node.type === 'VariableDeclarator' && isZero(node.init) && !read.has(node.id.name)) unread.add(node.init);
    });
  }
  return unread;
}

const both = (a, b) => (a && b ? new Set([...a].filter((name) => b.has(name))) : (a ?? b));

/** Where a break without a label goes. */
const INNERMOST = Symbol('innermost');

/** Follows a function's statements with the variables that are written by then; null where none can come. */
class Reads {
  #locals;
  #first = new Set();
  /** By label, what is written whenever it is broken out of. */
  #ends = new Map();

  constructor(locals) {
    this.#locals = locals;
  }

  /** The variables that are read before they are written. */
  of(body) {
    this.#statement(body, new Set());
    return this.#first;
  }

  #statements(list, written) {
    for (const node of list) {
      if (!written) break;
      written = this.#statement(node, written);
    }
    return written;
  }

  #statement(node, written) {
    switch (node.type) {
      case 'BlockStatement':
        return this.#statements(node.body, written);
      case 'ExpressionStatement':
        return this.#value(node.expression, written);
      case 'EmptyStatement':
        return written;
      case 'VariableDeclaration':
        return this.#declarations(node.declarations, written);
      case 'IfStatement': {
        const tested = this.#value(node.test, written);
        const other = node.alternate ? this.#statement(node.alternate, tested) : tested;
        return both(this.#statement(node.consequent, tested), other);
      }
      case 'LabeledStatement':
        return this.#until(node.label.name, () => this.#statement(node.body, written));
      case 'BreakStatement': {
        const label = node.label?.name ?? INNERMOST;
        this.#ends.set(label, both(this.#ends.get(label), written));
        return null;
      }
      case 'ContinueStatement':
        return null;
      case 'ReturnStatement':
        if (node.argument) this.#value(node.argument, written);
        return null;
      default:
        return this.#branching(node, written);
    }
  }

  #branching(node, written) {
    switch (node.type) {
      case 'WhileStatement':
        if (node.test.value !== 1) break;
        // It ends by a break alone.
        return this.#until(INNERMOST, () => {
          this.#statement(node.body, written);
          return null;
        });
      case 'DoWhileStatement':
        // A continue comes to the test with no more than what was written before.
        this.#until(INNERMOST, () => this.#statement(node.body, written));
        this.#value(node.test, written);
        return written;
      case 'SwitchStatement':
        return this.#until(INNERMOST, () => this.#cases(node, this.#value(node.discriminant, written)));
      default:
    }
    throw new Error(`wasm2js writes a ${node.type}: adapt xtask/js/shorten/zeros.js`);
  }

  #cases(node, tested) {
    let written = null;
    for (const one of node.cases) written = this.#statements(one.consequent, both(written, tested));
    return node.cases.some((one) => !one.test) ? written : both(written, tested);
  }

  /** Runs a body that a break with a label ends. */
  #until(label, body) {
    const outer = this.#ends.get(label);
    this.#ends.set(label, null);
    const end = both(body(), this.#ends.get(label));
    this.#ends.set(label, outer);
    return end;
  }

  #declarations(list, written) {
    for (const { id, init } of list) {
      if (!isZero(init)) written = new Set(this.#value(init, written)).add(id.name);
    }
    return written;
  }

  #value(node, written) {
    switch (node.type) {
      case 'Literal':
        return written;
      case 'Identifier':
        if (this.#locals.has(node.name) && !written.has(node.name)) this.#first.add(node.name);
        return written;
      case 'AssignmentExpression': {
        if (node.operator !== '=' || node.left.type !== 'Identifier') written = this.#value(node.left, written);
        written = this.#value(node.right, written);
        return this.#locals.has(node.left.name) ? new Set(written).add(node.left.name) : written;
      }
      case 'ConditionalExpression': {
        const tested = this.#value(node.test, written);
        return both(this.#value(node.consequent, tested), this.#value(node.alternate, tested));
      }
      case 'MemberExpression':
        return this.#values(node.computed ? [node.object, node.property] : [node.object], written);
      case 'CallExpression':
        return this.#values([node.callee, ...node.arguments], written);
      case 'BinaryExpression':
        return this.#values([node.left, node.right], written);
      case 'SequenceExpression':
        return this.#values(node.expressions, written);
      case 'UnaryExpression':
        return this.#value(node.argument, written);
      default:
        throw new Error(`wasm2js writes a ${node.type}: adapt xtask/js/shorten/zeros.js`);
    }
  }

  #values(list, written) {
    return list.reduce((before, node) => this.#value(node, before), written);
  }
}
