// Addresses of words. "HEAP32[$1 + 8 >> 2]" divides an address by four at each use; where a variable is used so again
// and again, it is divided once, and what is read is "HEAP32[$w + 2]".
//
// The same word is meant as long as the sum does not leave the 32 bits, which no address of ours does: the division
// rounds down, and the offset is a whole number of words.

import { isZero } from './tree.js';
import { websOf } from './webs.js';

/** How much longer each form makes the script, in signs, once names are short. */
const DIVIDED = 3; // ">>2", at one use or at one write
const NEEDS_BRACKETS = 2;
const KEPT_BESIDE = 7; // ",W=v>>2", at each write
const DECLARED = 2; // ",W"

/** What binds less than ">>". */
const WEAK = new Set(['&', '|', '^', '<', '>', '<=', '>=', '==', '!=']);

/** Edits that divide addresses once. */
export function words(module) {
  return [...module.functions.values()].flatMap((it) => new Words(module.text, it).edits());
}

class Words {
  #text;
  #it;
  /** By a read's node, its web. */
  #webOf = new Map();
  #webs;

  constructor(text, it) {
    this.#text = text;
    this.#it = it;
    this.#webs = websOf(it).filter((web) => web.reads.length);
    for (const web of this.#webs) {
      for (const read of web.reads) {
        Object.assign(read, { word: wordAt(read), carried: carriedBy(read) });
        this.#webOf.set(read.node, web);
      }
      for (const write of web.writes) if (write.node) this.#webOf.set(write.node, web);
      web.words = web.reads.filter((read) => read.word);
    }
  }

  edits() {
    this.#findDivided();
    for (const web of this.#webs) web.beside = !web.divided && this.#gainBeside(web) > 0;
    const edits = [];
    for (const web of this.#webs) {
      if (web.divided) edits.push(...this.#asWords(web));
      else if (web.beside) edits.push(...this.#withWords(web));
    }
    return [...this.#declared(), ...edits];
  }

  /** Finds the webs that are nothing but addresses of words: they are kept divided. */
  #findDivided() {
    for (const web of this.#webs) web.divided = web.reads.every((read) => read.word || read.carried);
    for (let changed = true; changed; ) {
      changed = false;
      for (const web of this.#webs) {
        if (!web.divided) continue;
        const stays = web.reads.every((read) => read.word || this.#webOf.get(read.carried)?.divided);
        if (stays && this.#gainDivided(web) > 0) continue;
        web.divided = false;
        changed = true;
      }
    }
  }

  #gainDivided(web) {
    let gain = 0;
    for (const { word } of web.words) gain += DIVIDED + shorter(word.offset);
    for (const { value, name } of web.writes) {
      if (!value) gain -= this.#it.params.includes(name) ? DIVIDED * 2 : 0;
      else if (isNumber(value)) gain += shorter(value.value);
      else if (!this.#carriesDivided(value)) gain -= divisionOf(value);
    }
    return gain;
  }

  #gainBeside(web) {
    let gain = -DECLARED;
    for (const { word } of web.words) gain += DIVIDED + shorter(word.offset);
    for (const { value, name } of web.writes) {
      if (value || this.#it.params.includes(name)) gain -= KEPT_BESIDE;
    }
    return gain;
  }

  /** Whether a value is a divided variable with an offset. */
  #carriesDivided(value) {
    const sum = wordSum(value);
    return sum && this.#webOf.get(sum.base)?.divided;
  }

  /** The web's variable divided wherever it is written. */
  #asWords(web) {
    const edits = web.words.map(({ word }) => ({ start: word.start, end: word.end, text: plus(web.name, word.offset) }));
    for (const { name, value } of web.writes) {
      if (!value) {
        if (this.#it.params.includes(name)) edits.push(this.#first(`${name} = ${name} >> 2;`));
      } else if (isNumber(value)) {
        edits.push({ start: value.start, end: value.end, text: `${value.value >> 2}` });
      } else if (this.#carriesDivided(value)) {
        const { base, offset } = wordSum(value);
        edits.push({ start: value.start, end: value.end, text: `${plus(base.name, offset)} | 0` });
      } else {
        edits.push(...divided(value));
      }
    }
    return edits;
  }

  /** A second variable that keeps the web's words. */
  #withWords(web) {
    const beside = besideOf(web.name);
    const edits = web.words.map(({ word }) => ({ start: word.start, end: word.end, text: plus(beside, word.offset) }));
    for (const { name, node } of web.writes) {
      const frame = node && this.#frameOf(node, name);
      if (frame) {
        edits.push({ start: frame, end: frame, text: ` ${beside} = ${name} >> 2;` });
      } else if (node) {
        edits.push({ start: node.start, end: node.start, text: `${beside} = (` });
        edits.push({ start: node.end, end: node.end, text: ') >> 2' });
      } else if (this.#it.params.includes(name)) {
        edits.push(this.#first(`${beside} = ${name} >> 2;`));
      }
    }
    return edits;
  }

  /** Where the stack pointer has been moved to what is written: "a = s - 16; s = a;" becomes shorter when it stays
   * together. */
  #frameOf(node, name) {
    const moved = `global$0 = ${name};`;
    const rest = this.#text.slice(node.end, node.end + 40 + moved.length);
    const [between] = /^\s*;\s*/.exec(rest) ?? [];
    return between && rest.startsWith(moved, between.length) ? node.end + between.length + moved.length : 0;
  }

  /** The declarations of the second variables. */
  #declared() {
    const names = new Map();
    for (const web of this.#webs.filter((one) => one.beside)) {
      const fromZero = web.writes.some((write) => !write.value && !this.#it.params.includes(write.name));
      names.set(besideOf(web.name), names.get(besideOf(web.name)) || fromZero);
    }
    const list = [...names].map(([name, fromZero]) => (fromZero ? `${name} = 0` : name));
    return names.size ? [this.#first(`var ${list.join(', ')};`)] : [];
  }

  #first(text) {
    const start = this.#it.node.body.start + 1;
    return { start, end: start, text };
  }
}

const besideOf = (name) => `${name}$words`;
const plus = (name, offset) => (offset ? `${name} ${offset < 0 ? '-' : '+'} ${Math.abs(offset) / 4}` : name);
const isNumber = (node) => node.type === 'Literal' && node.value % 4 === 0;

/** By how much an offset is shorter as a number of words. */
const shorter = (offset) => (offset ? String(Math.abs(offset)).length - String(Math.abs(offset) / 4).length : 0);

/** A variable, or one with an offset of whole words. */
function wordSum(node) {
  if (node.operator === '|' && isZero(node.right)) return wordSum(node.left);
  if (node.type === 'Identifier') return { base: node, offset: 0 };
  const { operator, left, right } = node;
  if (node.type !== 'BinaryExpression' || (operator !== '+' && operator !== '-')) return null;
  if (left.type !== 'Identifier' || right.type !== 'Literal') return null;
  if (right.value % 4 !== 0) return null;
  return { base: left, offset: operator === '-' ? -right.value : right.value };
}

/** The index that a read is the base of, when it is a word's. */
function wordAt({ node, parents }) {
  const at = parents.findIndex((parent) => parent.type === 'MemberExpression');
  const view = parents[at];
  if (!view || !/^HEAPU?32$/.test(view.object.name ?? '')) return null;
  const { operator, left, right, start, end } = view.property;
  if (operator !== '>>' || right.value !== 2) return null;
  const sum = wordSum(left);
  return sum?.base === node ? { start, end, offset: sum.offset } : null;
}

/** The assignment that hands a read on with an offset of whole words. */
function carriedBy({ node, parents }) {
  const write = parents.find((parent) => parent.type === 'AssignmentExpression');
  if (!write || write.left.type !== 'Identifier') return null;
  return wordSum(write.right)?.base === node ? write : null;
}

/** What a division at a write costs. */
function divisionOf(value) {
  if (value.operator === '|' && isZero(value.right)) return 1;
  return DIVIDED + (WEAK.has(value.operator) || value.type === 'ConditionalExpression' ? NEEDS_BRACKETS : 0);
}

/** Edits that divide a value. */
function divided(value) {
  return [
    { start: value.start, end: value.start, text: '(' },
    { start: value.end, end: value.end, text: ') >> 2' },
  ];
}
