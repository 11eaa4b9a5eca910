// Webs of a function's variables: the writes and the reads of a variable that belong together. wasm-opt gives one
// variable to many values that live one after the other; what is true of one of them need not be true of the next.

/** Where a break or continue without a label goes. */
const INNERMOST = Symbol('innermost');

/** @typedef {{ name: string, value: object | null, node: object | null, parent: object | null }} Write a parameter and
 * the zero at a function's start have no node. */

/** The webs of a function of a module of wasm2js, each with its writes and its reads. */
export function websOf(it) {
  return new Flow(it).webs();
}

class Flow {
  #it;
  /** By what writes (or the name, for what a function starts with). */
  #writes = new Map();
  /** By a read's node, the writes that it can see. */
  #reads = new Map();
  /** By label, the states of those that go there. */
  #ends = new Map();
  #again = new Map();
  /** By loop, the state that it starts with. */
  #heads = new Map();

  constructor(it) {
    this.#it = it;
    const start = new Map();
    for (const name of [...it.params, ...it.locals]) start.set(name, new Set([this.#write(name, name, null, null)]));
    this.#statement(it.node.body, start);
  }

  webs() {
    const all = [...this.#writes.values()];
    const top = new Map(all.map((write) => [write, write]));
    const find = (write) => {
      while (top.get(write) !== write) write = top.get(write);
      return write;
    };
    for (const { seen } of this.#reads.values()) {
      const [first, ...others] = seen;
      for (const other of others) top.set(find(other), find(first));
    }
    const webs = new Map();
    for (const write of all) {
      const root = find(write);
      if (!webs.has(root)) webs.set(root, { name: root.name, writes: [], reads: [] });
      webs.get(root).writes.push(write);
    }
    for (const { node, parents, seen } of this.#reads.values()) {
      webs.get(find([...seen][0])).reads.push({ node, parents });
    }
    return [...webs.values()];
  }

  #write(key, name, value, node, parent = null) {
    if (!this.#writes.has(key)) this.#writes.set(key, { name, value, node, parent });
    return this.#writes.get(key);
  }

  #statements(list, state) {
    return list.reduce((before, node) => before && this.#statement(node, before), state);
  }

  /** `label` is the statement's own. */
  #statement(node, state, label) {
    switch (node.type) {
      case 'BlockStatement':
        return this.#statements(node.body, state);
      case 'ExpressionStatement':
        return this.#value(node.expression, [node], state);
      case 'EmptyStatement':
        return state;
      case 'VariableDeclaration':
        return this.#declarations(node.declarations, state);
      case 'IfStatement': {
        const tested = this.#value(node.test, [node], state);
        const other = node.alternate ? this.#statement(node.alternate, tested) : tested;
        return joined(this.#statement(node.consequent, tested), other);
      }
      case 'LabeledStatement':
        this.#again.set(node.label.name, null);
        return this.#until(node.label.name, () => this.#statement(node.body, state, node.label.name));
      case 'BreakStatement':
        return this.#leave(this.#ends, node, state);
      case 'ContinueStatement':
        return this.#leave(this.#again, node, state);
      case 'ReturnStatement':
        if (node.argument) this.#value(node.argument, [node], state);
        return null;
      default:
        return this.#branching(node, state, label);
    }
  }

  #branching(node, state, label) {
    switch (node.type) {
      case 'WhileStatement':
        // It ends by a break alone.
        if (node.test.value === 1) return this.#loop(node, label, state, (head) => this.#statement(node.body, head));
        break;
      case 'DoWhileStatement': {
        let end = null;
        const out = this.#loop(node, label, state, (head) => {
          const tested = joined(this.#statement(node.body, head), this.#again.get(INNERMOST));
          this.#again.set(INNERMOST, null);
          end = tested && this.#value(node.test, [node], tested);
          return end;
        });
        return joined(out, end);
      }
      case 'SwitchStatement': {
        const tested = this.#value(node.discriminant, [node], state);
        return this.#until(INNERMOST, () => this.#cases(node, tested));
      }
      default:
    }
    throw new Error(`wasm2js writes a ${node.type}: adapt xtask/js/shorten/webs.js`);
  }

  #cases(node, tested) {
    let state = null;
    for (const one of node.cases) state = this.#statements(one.consequent, joined(state, tested));
    return node.cases.some((one) => !one.test) ? state : joined(state, tested);
  }

  #leave(where, node, state) {
    const label = node.label?.name ?? INNERMOST;
    where.set(label, joined(where.get(label), state));
    return null;
  }

  /** Runs a body that a break with a label ends. */
  #until(label, body) {
    const outer = this.#ends.get(label);
    this.#ends.set(label, null);
    const end = joined(body(), this.#ends.get(label));
    this.#ends.set(label, outer);
    return end;
  }

  /** Runs a loop's body until it starts with nothing new. */
  #loop(node, label, state, body) {
    const outer = this.#again.get(INNERMOST);
    let head = joined(this.#heads.get(node), state);
    const out = this.#until(INNERMOST, () => {
      for (;;) {
        this.#again.set(INNERMOST, null);
        const end = body(head);
        const next = [end, this.#again.get(INNERMOST), this.#again.get(label)].reduce(joined, head);
        if (isSame(next, head)) return null;
        head = next;
      }
    });
    this.#heads.set(node, head);
    this.#again.set(INNERMOST, outer);
    return out;
  }

  #declarations(list, state) {
    for (const declared of list) {
      const { id, init } = declared;
      if (!init || init.value === 0) continue;
      state = this.#value(init, [declared], state);
      state = new Map(state).set(id.name, new Set([this.#write(declared, id.name, init, declared)]));
    }
    return state;
  }

  #value(node, parents, state) {
    switch (node.type) {
      case 'Literal':
        return state;
      case 'Identifier':
        this.#read(node, parents, state.get(node.name));
        return state;
      case 'AssignmentExpression':
        return this.#assigned(node, parents, state);
      case 'ConditionalExpression': {
        const inner = [node, ...parents];
        const tested = this.#value(node.test, inner, state);
        return joined(this.#value(node.consequent, inner, tested), this.#value(node.alternate, inner, tested));
      }
      default: {
        const inner = [node, ...parents];
        const parts = {
          MemberExpression: () => (node.computed ? [node.object, node.property] : [node.object]),
          CallExpression: () => [node.callee, ...node.arguments],
          BinaryExpression: () => [node.left, node.right],
          SequenceExpression: () => node.expressions,
          UnaryExpression: () => [node.argument],
        }[node.type];
        if (parts) return parts().reduce((before, part) => this.#value(part, inner, before), state);
      }
    }
    throw new Error(`wasm2js writes a ${node.type}: adapt xtask/js/shorten/webs.js`);
  }

  #assigned(node, parents, state) {
    if (node.operator !== '=') throw new Error(`wasm2js writes ${node.operator}: adapt xtask/js/shorten/webs.js`);
    const inner = [node, ...parents];
    const { left, right } = node;
    if (left.type !== 'Identifier') return this.#value(right, inner, this.#value(left, inner, state));
    state = this.#value(right, inner, state);
    if (!state.has(left.name)) return state;
    return new Map(state).set(left.name, new Set([this.#write(node, left.name, right, node, parents[0])]));
  }

  #read(node, parents, seen) {
    if (!seen) return;
    const known = this.#reads.get(node);
    if (known) for (const write of seen) known.seen.add(write);
    else this.#reads.set(node, { node, parents, seen: new Set(seen) });
  }
}

/** What is known where two ways meet; a way that nobody can come is none. */
function joined(a, b) {
  if (!a || !b || a === b) return a ?? b ?? null;
  const out = new Map(a);
  for (const [name, writes] of b) {
    const there = out.get(name);
    if (there !== writes && [...writes].some((write) => !there.has(write))) out.set(name, new Set([...there, ...writes]));
  }
  return out;
}

const isSame = (a, b) => [...a].every(([name, writes]) => writes.size === b.get(name).size);
