// The translation of WASM to JavaScript, with a module that makes its memory grow
// while both sides hold views of it. `cargo xtask probe` builds what is loaded here.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';

const source = readFileSync(new URL('../../dist/test/probe.js', import.meta.url), 'utf8');

/** A fresh instance: no WebAssembly and no code from strings, as on a page with a strict policy. */
function load() {
  const context = vm.createContext({ TextEncoder, TextDecoder }, { codeGeneration: { strings: false, wasm: false } });
  vm.runInContext('delete globalThis.WebAssembly', context);
  vm.runInContext(`${source};globalThis.cairnProbe = cairnProbe`, context);
  return context.cairnProbe;
}

const MEGABYTE = 1024 * 1024;
const text = (index) => `${index} é 漢 😀 `.padEnd(100_000, String.fromCharCode(97 + (index % 26)));

test('30 MB of strings survive the growth of the memory', () => {
  const { Hoard } = load();
  const hoard = new Hoard();
  let bytes = 0;
  for (let index = 0; bytes < 30 * MEGABYTE; index += 1) {
    const before = bytes;
    bytes = hoard.keep(text(index));
    assert.equal(bytes - before, Buffer.byteLength(text(index)));
    assert.equal(hoard.read(index), text(index));
  }
  for (let index = 0; hoard.read(index) !== undefined; index += 1) assert.equal(hoard.read(index), text(index));
});

test('growth inside a call from JavaScript into the module and back', () => {
  const { Hoard, round_trip } = load();
  const [outer, inner] = [new Hoard(), new Hoard()];
  outer.fill(40, (index) => {
    // Grows the memory while `fill` is on the stack, then hands a string to it.
    inner.keep(text(index).repeat(5));
    assert.equal(round_trip(JSON.stringify({ index })), JSON.stringify({ index }));
    return text(index);
  });
  for (let index = 0; index < 40; index += 1) {
    assert.equal(outer.read(index), text(index));
    assert.equal(inner.read(index), text(index).repeat(5));
  }
});

test('an exception passes through and the module goes on', () => {
  const { Hoard, round_trip } = load();
  const hoard = new Hoard();
  assert.throws(() => hoard.fill(1, () => { throw new RangeError('from the page'); }), /from the page/);
  assert.throws(() => round_trip('{'), /EOF/);
  assert.equal(hoard.keep('x'), 1);
});

test('64-bit and narrow integers as in Rust', () => {
  const { arithmetic } = load();
  const asRust = (a, b) => {
    const i64 = (value) => BigInt.asIntN(64, value);
    const rotated = BigInt.asUintN(64, a << 7n) | (BigInt.asUintN(64, a) >> 57n);
    const zeros = b < 0n ? 0 : 64 - (b === 0n ? 0 : b.toString(2).length);
    const saturated = a === 0n ? 0 : a < 0n ? -2147483648 : 2147483647;
    const third = Number(b) / 3;
    const unsigned = third <= 0 ? 0n : BigInt(Math.trunc(third));
    const narrow = `(${BigInt.asIntN(8, a)}, ${BigInt.asIntN(16, b)}, ${saturated}, ${unsigned})`;
    return `${i64(a * b)} ${b === 0n ? 0n : a / b} ${i64(rotated ^ BigInt(zeros))} ${narrow}`;
  };
  const samples = [0n, 1n, -1n, 7n, -200n, 65_537n, 4_294_967_296n, -9_007_199_254_740_993n, 1_234_567_890_123_456_789n];
  for (const a of samples) {
    for (const b of samples) assert.equal(arithmetic(String(a), String(b)), asRust(a, b), `${a} and ${b}`);
  }
});
