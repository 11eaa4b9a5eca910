// What xtask/js/shorten.js makes of loads and stores does the same: each function is run before and after, on the same
// memory.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copies } from './shorten/copies.js';
import { flat } from './shorten/flat.js';
import { Module } from './shorten/module.js';
import { bytewise, chains } from './shorten/stores.js';
import { applied } from './shorten/tree.js';
import { words } from './shorten/words.js';

const VIEWS = `var bufferView;
function asmFunc() {
 var buffer = new ArrayBuffer(1024);
 var HEAP8 = new Int8Array(buffer);
 var HEAP32 = new Int32Array(buffer);
 var HEAPU8 = new Uint8Array(buffer);
 var HEAPU32 = new Uint32Array(buffer);
 var HEAPF32 = new Float32Array(buffer);
 var HEAPF64 = new Float64Array(buffer);
 var Math_imul = Math.imul;
`;
const END = `
 bufferView = HEAPU8;
 return { "run": $0, "view": { get value() { return HEAPU8; } } };
}

var retasmFunc = asmFunc();
export var run = retasmFunc.run;
`;

const moduleOf = (functions) => new Module(`${VIEWS}${functions}${END}`);

/** The module's functions after some edits. */
function shortened(functions, passes) {
  const text = passes.reduce((before, pass) => applied(before, pass(new Module(before))), moduleOf(functions).text);
  return text.slice(VIEWS.length, -END.length);
}

/** What $0 gives, and what the memory holds afterwards, for some arguments. */
function run(functions) {
  return [[0, 64], [64, 0], [64, 68], [128, 64], [12, 640]].map((given) => {
    const text = `${VIEWS}${functions}${END}`.replace(/export .*/s, '');
    const { run: start, view } = new Function(`${text}; return retasmFunc`)();
    for (let at = 0; at < 1024; at += 1) view.value[at] = (at * 37) % 64;
    return [start(...given), [...view.value]];
  });
}

/** The functions after some edits, which do the same. */
function same(functions, ...passes) {
  const short = shortened(functions, passes);
  assert.deepEqual(run(short), run(functions));
  return short;
}

test('an address of words alone is divided where it is written', () => {
  const short = same(
    'function $0($p, $q) { var $a = 0; $a = HEAP32[$p + 4 >> 2]; HEAP32[$a >> 2] = 1; HEAP32[$a + 8 >> 2] = 2; HEAP32[$a + 12 >> 2] = 3; return $q; }',
    words,
  );
  assert.match(short, /\$a = \(HEAP32\[\$p \+ 4 >> 2\]\) >> 2; HEAP32\[\$a\] = 1; HEAP32\[\$a \+ 2\] = 2;/);
});

test('an address that is handed on keeps its words beside it', () => {
  const short = same(
    `function $0($p, $q) { HEAP32[$p >> 2] = 1; HEAP32[$p + 8 >> 2] = 2; HEAP32[$p + 12 >> 2] = 3; HEAP32[$p + 16 >> 2] = 3;
      return $1($p, HEAP32[$p + 6 >> 2]); }
    function $1($p, $q) { return $p + $q | 0; }`,
    words,
  );
  assert.match(short, /\$p\$words = \$p >> 2;/);
  assert.match(short, /HEAP32\[\$p\$words \+ 4\] = 3;/);
  assert.match(short, /HEAP32\[\$p \+ 6 >> 2\]/, 'no whole words');
});

test('an address that walks through a list walks by words', () => {
  const short = same(
    `function $0($p, $q) { var $sum = 0; while (1) { if (!HEAP32[$p + 4 >> 2]) { break }
      $sum = $sum + HEAP32[$p >> 2] + HEAP32[$p + 8 >> 2] | 0; HEAP32[$p + 4 >> 2] = 0; $p = $p + 12 | 0; if ($sum > 900) { break } continue; }
      return $sum; }`,
    words,
  );
  assert.match(short, /\$p = \$p \+ 3 \| 0/);
});

test('a variable with two values is divided for the one that is an address', () => {
  const address = 'HEAP32[$a >> 2] = 1; HEAP32[$a + 4 >> 2] = 2; HEAP32[$a + 8 >> 2] = 2;';
  const short = same(`function $0($p, $q) { var $a = 0; $a = $p + 4 | 0; ${address} $a = $q + 1 | 0; return $a; }`, words);
  assert.match(short, /\$a = \(\$p \+ 4 \| 0\) >> 2/);
  assert.match(short, /\$a = \$q \+ 1 \| 0; return \$a/);
  const met = `function $0($p, $q) { var $a = 0; $a = $p; if ($q) { $a = $q + 1 | 0 } else { ${address} } return $a; }`;
  assert.match(same(met, words), /return \$a; /);
});

test('a loop with a name goes on with what was written in it', () => {
  same(
    `function $0($p, $q) { var $i = 0, $a = 0; $a = $p;
      l : while (1) { $i = $i + 1 | 0; if ($i >>> 0 > 6) { break l }
        while (1) { HEAP32[$a >> 2] = $i; HEAP32[$a + 4 >> 2] = $q; HEAP32[$a + 8 >> 2] = HEAP32[$a + 12 >> 2];
          if ($i & 1) { $a = $a + 16 | 0; continue l } break; }
        continue; }
      return $a; }`,
    words,
    copies,
  );
});

test('words are copied in the same order', () => {
  const pair = (to, from, at) =>
    `$t${at} = HEAP32[$${from} + ${at + 4} >> 2]; HEAP32[$${to} + ${at} >> 2] = HEAP32[$${from} + ${at} >> 2]; HEAP32[$${to} + ${at + 4} >> 2] = $t${at};`;
  const one = (to, from, at) => `HEAP32[$${to} + ${at} >> 2] = HEAP32[$${from} + ${at} >> 2];`;
  const body = (...parts) => `function $0($p, $q) { var $t0 = 0, $t8 = 0, $t16 = 0; ${parts.join(' ')} }`;
  assert.match(same(body(pair('p', 'q', 8)), words, copies), /copyPair\(\$p\$?\w* \+ 2, \$q\$?\w* \+ 2\)|copyPair\(\$p \+ 8 >> 2/);
  assert.match(same(body(one('p', 'q', 8), pair('p', 'q', 0)), words, copies), /copyText\(\$p, \$q\)/);
  assert.match(same(body(pair('p', 'q', 16), pair('p', 'q', 8), pair('p', 'q', 0)), words, copies), /copyDown\(\$p, \$q, 6\)/);
  assert.match(same(body(one('p', 'q', 16), pair('p', 'q', 8), pair('p', 'q', 0)), words, copies), /copyDown\(\$p, \$q, 5\)/);
  assert.match(same(body(pair('p', 'q', 0), pair('p', 'q', 8), one('p', 'q', 16)), words, copies), /copyUp\(\$p, \$q, 5\)/);
});

test('a word that is used again is no mere copy', () => {
  const body = '$t = HEAP32[$q + 4 >> 2]; HEAP32[$p >> 2] = HEAP32[$q >> 2]; HEAP32[$p + 4 >> 2] = $t;';
  const kept = `function $0($p, $q) { var $t = 0; ${body} return $t; }`;
  assert.doesNotMatch(same(kept, copies), /copyPair/);
  const between = `function $0($p, $q) { var $t = 0, $b = 0; ${body.replace('; ', '; $b = HEAP32[$q + 8 >> 2]; ')} return $b; }`;
  assert.match(same(between, copies), /\$b = HEAP32\[\$q \+ 8 >> 2\];\ncopyPair/);
  const moved = `function $0($p, $q) { var $t = 0; ${body.replace('; ', '; $q = $q + 4 | 0; ')} return $q; }`;
  assert.doesNotMatch(same(moved, copies), /copyPair/);
});

test('words between two words are loaded and stored by a function', () => {
  const load = 'HEAPU8[$q + 1 | 0] | HEAPU8[$q + 2 | 0] << 8 | (HEAPU8[$q + 3 | 0] << 16 | HEAPU8[$q + 4 | 0] << 24)';
  const store = 'HEAP8[$p + 5 | 0] = $t; HEAP8[$p + 6 | 0] = $t >>> 8; HEAP8[$p + 7 | 0] = $t >>> 16; HEAP8[$p + 8 | 0] = $t >>> 24;';
  const short = same(`function $0($p, $q) { var $t = 0; $t = ${load}; ${store} return $t; }`, bytewise);
  assert.match(short, /\$t = loadBytes\(\$q \+ 1 \| 0\);\s+storeBytes\(\$p \+ 5 \| 0, \$t\);/);
  const other = `function $0($p, $q) { return ${load.replace('+ 4', '+ 5')}; }`;
  assert.doesNotMatch(same(other, bytewise), /loadBytes/);
});

test('one value for many places is written once', () => {
  const body = 'HEAP32[$p >> 2] = 7; HEAP32[$p + 4 >> 2] = 7; HEAP8[$q | 0] = 7; HEAP32[$q + 8 >> 2] = 8; HEAP32[0] = 8; HEAP32[1] = $p;';
  assert.equal(
    same(`function $0($p, $q) { ${body} }`, chains),
    'function $0($p, $q) { HEAP32[$p >> 2] = HEAP32[$p + 4 >> 2] = 7; HEAP8[$q | 0] = 7; HEAP32[$q + 8 >> 2] = HEAP32[0] = 8; HEAP32[1] = $p; }',
  );
});

test('the module hands its functions over itself', () => {
  const short = flat(moduleOf('function $0($p) { return HEAPU8[$p | 0] }').text);
  assert.doesNotMatch(short, /asmFunc|bufferView|HEAPF32/);
  assert.match(short, /export \{ \$0 as run, HEAP32, HEAPF64, HEAPU8 \};/);
  assert.throws(() => flat(moduleOf('function $0() {}').text.replace('bufferView = HEAPU8;', '')), /adapt/);
});
