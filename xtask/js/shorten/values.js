// What is known of the values in a module of wasm2js.

import { HIGH_BITS, STACK_POINTER } from './module.js';
import { isZero, walk } from './tree.js';
import { websOf } from './webs.js';

/** From most to least: a pointer into the stack; a whole number of 32 bits with its sign; that or a truth value;
 * anything. */
export const STACK = 0;
export const WHOLE = 1;
export const TRUTH = 2;
export const ANY = 3;

/** Views that hold whole numbers. What is read outside of the memory is no number; WASM would have stopped there. */
const WHOLE_VIEWS = new Set(['HEAP8', 'HEAP16', 'HEAPU8', 'HEAPU16', 'HEAP32']);
const WHOLE_HELPERS = /^(Math_imul|Math_clz32|wasm2js_scratch_load_i32|__wasm_(ctz|popcnt|rotl|rotr)_i32)$/;
const BITS = new Set(['|', '&', '^', '<<', '>>']);
const COMPARES = new Set(['==', '!=', '<', '>', '<=', '>=']);
/** More than any frame of the stack has. */
const FRAME = 1 << 18;
const INT_MAX = 2 ** 31 - 1;

const either = (a, b) => (a === b ? a : Math.max(a, b, WHOLE));

/** Whether an unsigned result is never as large as to need its sign. */
const isShifted = (node) => node.right.type === 'Literal' && (node.right.value & 31) > 0;

export class Values {
  #functions;
  #given;
  /** By function, the webs of its variables; by web, what is known of it; by a read's node, or a parameter's name in
   * its function, the web. */
  #webs = new Map();
  #known = new Map();
  #webOf = new Map();
  /** By function, what is known of what it gives back. */
  #gives = new Map();
  #high = WHOLE;
  #handed = [];
  #changed = true;
  /** Unsigned numbers that a variable keeps. As in asm.js a variable has no sign, and whoever needs one asks for it
   * again; so that they can be kept with the sign of the others. */
  unsigned = new Set();

  /** `given` is what the glue's functions give. */
  constructor(module, given = new Map()) {
    this.#functions = module.functions;
    this.#given = given;
    for (const it of this.#functions.values()) {
      this.#findUnsigned(it);
      this.#gives.set(it, STACK);
      this.#webs.set(it, websOf(it));
      const params = new Map();
      this.#webOf.set(it, params);
      for (const web of this.#webs.get(it)) {
        this.#known.set(web, STACK);
        for (const { node } of web.reads) this.#webOf.set(node, web);
        if (web.writes.some((write) => !write.value)) params.set(web.name, web);
      }
    }
    while (this.#changed) {
      this.#changed = false;
      for (const it of this.#functions.values()) this.#follow(it);
    }
  }

  #findUnsigned(it) {
    walk(it.node.body, (node, parent) => {
      if (node.operator !== '>>>' || isShifted(node)) return;
      const kept =
        ['AssignmentExpression', 'ReturnStatement', 'VariableDeclarator'].includes(parent.type) ||
        (parent.type === 'ConditionalExpression' && parent.test !== node) ||
        (parent.type === 'CallExpression' && this.#functions.has(parent.callee.name));
      if (kept) this.unsigned.add(node);
    });
  }

  #raised(now, found) {
    const to = either(now, found);
    this.#changed ||= to !== now;
    return to;
  }

  #raise(web, found) {
    this.#known.set(web, this.#raised(this.#known.get(web), found));
  }

  /** Carries what is known of a function's values to where they go. */
  #follow(it) {
    for (const web of this.#webs.get(it)) {
      for (const { name, value } of web.writes) {
        if (value) this.#raise(web, this.of(value, it));
        else if (it.locals.has(name)) this.#raise(web, WHOLE);
      }
    }
    for (const [name, value] of it.writes) {
      if (name === HIGH_BITS) this.#high = this.#raised(this.#high, this.of(value, it));
    }
    for (const value of it.returns) this.#gives.set(it, this.#raised(this.#gives.get(it), this.of(value, it)));
    for (const call of it.calls) {
      const callee = this.#functions.get(call.callee.name);
      this.#hand(callee, (index) => this.of(call.arguments[index], it));
    }
    for (const call of it.indirect) {
      call.arguments.forEach((given, index) => {
        this.#handed[index] = this.#raised(this.#handed[index] ?? WHOLE, this.of(given, it));
      });
    }
    if (it.open) this.#hand(it, (index) => this.#handed[index] ?? WHOLE);
  }

  #hand(it, found) {
    it.params.forEach((name, index) => {
      const web = this.#webOf.get(it).get(name);
      if (web) this.#raise(web, found(index));
    });
  }

  /** What is known of an expression in a function. */
  of(node, it) {
    switch (node?.type) {
      case 'Literal':
        return /^\d+(e\d+)?$/.test(node.raw) && node.value <= INT_MAX ? WHOLE : ANY;
      case 'Identifier':
        return this.#ofName(node);
      case 'UnaryExpression':
        return ofUnary(node);
      case 'BinaryExpression':
        return this.#ofBinary(node, it);
      case 'MemberExpression':
        return WHOLE_VIEWS.has(node.object.name) ? WHOLE : ANY;
      case 'AssignmentExpression':
        return node.operator === '=' ? this.of(node.right, it) : ANY;
      case 'ConditionalExpression':
        return either(this.of(node.consequent, it), this.of(node.alternate, it));
      case 'SequenceExpression':
        return this.of(node.expressions.at(-1), it);
      case 'CallExpression':
        return this.#ofCall(node.callee);
      default:
        return ANY;
    }
  }

  #ofName(node) {
    if (node.name === STACK_POINTER) return STACK;
    if (node.name === HIGH_BITS) return this.#high;
    return this.#known.get(this.#webOf.get(node)) ?? ANY;
  }

  #ofCall(callee) {
    if (callee.type !== 'Identifier') return this.#given.get(callee.property.name) ?? ANY;
    const own = this.#functions.get(callee.name);
    if (own) return this.#gives.get(own);
    return WHOLE_HELPERS.test(callee.name) ? WHOLE : ANY;
  }

  #ofBinary(node, it) {
    const { operator, left, right } = node;
    // A pointer into the stack and an offset: too small to leave the 32 bits.
    const offset = (operator === '+' || operator === '-') && right.type === 'Literal' && right.value < FRAME;
    if ((offset || (operator === '|' && isZero(right))) && this.of(left, it) === STACK) return STACK;
    if (COMPARES.has(operator)) return TRUTH;
    if (operator === '>>>') return this.unsigned.has(node) || isShifted(node) ? WHOLE : ANY;
    return BITS.has(operator) ? WHOLE : ANY;
  }
}

function ofUnary(node) {
  const { operator, argument } = node;
  if (operator === '!') return TRUTH;
  if (operator === '~') return WHOLE;
  const whole = operator === '-' && /^[1-9]\d*(e\d+)?$/.test(argument.raw ?? '') && argument.value <= INT_MAX + 1;
  return whole ? WHOLE : ANY;
}
