// What xtask/js/shorten.js leaves out of a module of wasm2js, and what it keeps.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withArrows } from './shorten/arrows.js';
import { coercions } from './shorten/coercions.js';
import { data } from './shorten/data.js';
import { given, shortGlue } from './shorten/glue.js';
import { leastNumber } from './shorten/least.js';
import { Module } from './shorten/module.js';
import { applied } from './shorten/tree.js';
import { TRUTH, Values, WHOLE } from './shorten/values.js';
import { unreadZeros } from './shorten/zeros.js';

const moduleOf = (functions) => new Module(`function asmFunc() {\n${functions}\nreturn { "run": $0 };\n}`);

/** The functions with their idle coercions left out. */
function coerced(functions) {
  const module = moduleOf(functions);
  const text = applied(module.text, coercions(module, new Values(module)));
  return text.slice(text.indexOf('\n') + 1, text.lastIndexOf('\nreturn'));
}

/** The names of variables whose first zero nobody reads. */
const unread = (body, names) => {
  const module = moduleOf(`function $0($p) { var ${names.map((name) => `${name} = 0`).join(', ')}; ${body} }`);
  return [...unreadZeros(module)].map((zero) => /(\$\w+) = $/.exec(module.text.slice(0, zero.start))[1]);
};

test('a pointer into the stack needs no coercion, another sum does', () => {
  assert.equal(
    coerced('function $0($p) { var $s = 0; $s = global$0 - 16 | 0; global$0 = $s; f($s + 8 | 0, $p + 8 | 0); }'),
    'function $0($p) { var $s = 0; $s = global$0 - 16 ; global$0 = $s; f($s + 8 , $p + 8 | 0); }',
  );
});

test('what comes from outside is coerced, and compared as it is afterwards', () => {
  assert.equal(
    coerced('function $0($p) { var $a = 0; $a = outside() | 0; return ($a | 0) == ($p | 0) | 0; }'),
    'function $0($p) { var $a = 0; $a = outside() | 0; return ($a ) == ($p ) | 0; }',
  );
});

test('a truth value is a number wherever that can be told apart', () => {
  const kept = 'function $0($p) { var $a = 0; $a = $p < 2; outside($a | 0); switch ($a | 0) {} return $a | 0; }';
  assert.equal(coerced(kept), kept);
  assert.equal(
    coerced('function $0($p) { var $a = 0; $a = $p < 2; if ($a | 0) { $0(($a | 0) + 1); } }'),
    'function $0($p) { var $a = 0; $a = $p < 2; if ($a ) { $0(($a ) + 1); } }',
  );
});

test('a number without a sign is kept with the sign of all others', () => {
  assert.equal(
    coerced('function $0($p) { var $a = 0; $a = ~~outside() >>> 0; $a = $p >>> $a; return $a >>> 0 < 5; }'),
    'function $0($p) { var $a = 0; $a = ~~outside(); $a = $p >>> $a | 0; return $a >>> 0 < 5; }',
  );
});

test('the address of a byte is a sum of whole numbers', () => {
  assert.equal(
    coerced('function $0($p) { HEAP8[$p + 8 | 0] = 1; HEAP8[outside() + 1 | 0] = 1; }'),
    'function $0($p) { HEAP8[$p + 8 ] = 1; HEAP8[outside() + 1 | 0] = 1; }',
  );
});

test('a zero that some path reads is kept', () => {
  const names = ['$a'];
  assert.deepEqual(unread('$a = 1; return $a;', names), names);
  assert.deepEqual(unread('return $a;', names), []);
  assert.deepEqual(unread('if ($p) { $a = 1 } return $a;', names), []);
  assert.deepEqual(unread('if ($p) { $a = 1 } else { $a = 2 } return $a;', names), names);
  assert.deepEqual(unread('if ($p) { return 1 } else { $a = 2 } return $a;', names), names);
  assert.deepEqual(unread('b : { if ($p) { break b } $a = 1 } return $a;', names), []);
  assert.deepEqual(unread('b : { if ($p) { $a = 2; break b } $a = 1 } return $a;', names), names);
  assert.deepEqual(unread('while (1) { if ($a) { break } $a = 1; continue } ', names), []);
  assert.deepEqual(unread('while (1) { $a = 1; if ($p) { continue } break } return $a;', names), names);
  assert.deepEqual(unread('do { $a = 1 } while ($p); return $a;', names), []);
  assert.deepEqual(unread('switch ($p) { case 0: $a = 1; break; default: $a = 2 } return $a;', names), names);
  assert.deepEqual(unread('switch ($p) { case 0: $a = 1; break } return $a;', names), []);
  assert.deepEqual(unread('switch ($p) { case 0: $a = 1; default: return $a }', names), []);
});

test('a statement that is not known is an error and no silent pass', () => {
  assert.throws(() => unread('for (;;) {}', ['$a']), /adapt/);
  assert.throws(() => new Module('function other() {}'), /adapt/);
});

test('data is the same bytes', () => {
  const bytes = [...Array(256).keys(), ...Array(30).fill(0), 65, 0, 66, 0, 0, 4, 0, 0, 0, 255, ...Array(7).fill(0), 1, 0];
  const base64 = Buffer.from(bytes).toString('base64');
  const text = `var bufferView;
  var base64ReverseLookup = 1;
function initActiveSegments(imports) {
  base64DecodeToExistingUint8Array(bufferView, 7, "${base64}");
}`;
  const run = new Function(`${applied(text, data(text))}; bufferView = new Uint8Array(400); initActiveSegments(); return bufferView`);
  assert.deepEqual([...run().slice(7, 7 + bytes.length)], bytes);
  assert.throws(() => data(text.replace('base64ReverseLookup', 'lookup')), /adapt/);
});

test('a function is an arrow function before all else, unless it needs its own arguments', () => {
  const text = '"use strict";var f=a;function a(b){function d(){return 1}return d()}function c(){return a.apply(0,arguments)}';
  assert.equal(
    withArrows(text).replaceAll('\n', ''),
    '"use strict";;var a=(b)=>{var d=()=>{return 1};return d()};var f=a;;function c(){return a.apply(0,arguments)}',
  );
});

test('the least number has a name, and no other number has', () => {
  const module = moduleOf('function $0($p) { HEAP32[$p >> 2] = -2147483648; return $p - 2147483648 | -2147483647; }');
  const text = applied(module.text, leastNumber(module));
  assert.match(text, /^var leastNumber = /);
  assert.match(text, /HEAP32\[\$p >> 2\] = leastNumber; return \$p - 2147483648 \| -2147483647;/);
});

test('what may fail is guarded by a function that is made once', () => {
  const glue = `export function __wbg_get_1() { return handleError(function (arg0) {
    const ret = arg0();
    return ret;
}, arguments); }
function handleError(f, args) {
    try {
        return f.apply(this, args);
    } catch (e) {
        wasm.store(e);
    }
}
`;
  const text = withArrows(shortGlue(glue).replaceAll('export ', ''));
  assert.match(text, /var __wbg_get_1=handleError\(function \(arg0\)/);
  const run = new Function(`const seen = [], wasm = { store: (it) => seen.push(it) };${text}
    return [__wbg_get_1(() => 7), __wbg_get_1(() => { throw 'no'; }), seen];`);
  assert.deepEqual(run(), [7, 0, ['no']]);
});

test('a getter is looked for once, and found where it was', () => {
  const glue = `export function __wbg_size_1(arg0) {
    const ret = GetOwnOrInheritedPropertyDescriptor(Map.prototype, 'size').get.call(getObject(arg0));
    return ret;
}
function GetOwnOrInheritedPropertyDescriptor(obj, id) { return Object.getOwnPropertyDescriptor(obj, id); }
`;
  const text = shortGlue(glue).replaceAll('export ', '');
  assert.match(text, /const ret = getter_Map_size\.call\(getObject\(arg0\)\)/);
  const run = new Function(`const wasm = {}, getObject = (it) => it;${text}; return __wbg_size_1(new Map([[1, 2]]));`);
  assert.equal(run(), 1);
});

test('what the glue gives is known where its form says so', () => {
  const one = (name, value, returned = 'ret') =>
    `export function ${name}(arg0) {\n    const ret = ${value};\n    return ${returned};\n}\n`;
  const known = given(
    one('host', 'getObject(arg0).host', 'addHeapObject(ret)') +
      one('isInput', 'getObject(arg0) instanceof HTMLInputElement') +
      one('length', 'getObject(arg0).length'),
  );
  assert.deepEqual([...known], [['host', WHOLE], ['isInput', TRUTH]]);
});

test('the glue gives texts and objects as before', () => {
  const give = (value) => `
    ${value}
    var len1 = WASM_VECTOR_LEN;
    getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
    getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
`;
  const passed = 'passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);';
  const glue = `
function key(arg0, value) {
    const ret = value;${give(`var ptr1 = isLikeNone(ret) ? 0 : ${passed}`)}}
function id(arg0, value) {
    const ret = value;${give(`const ptr1 = ${passed}`)}}
function host(arg0) {
    const ret = arg0;
    return isLikeNone(ret) ? 0 : addHeapObject(ret);
}
function isDate(arg0) {
    let result;
    try {
        result = getObject(arg0) instanceof Date;
    } catch (_) {
        result = false;
    }
    const ret = result;
    return ret;
}
`;
  const bench = `const view = new DataView(new ArrayBuffer(8));
    const getDataViewMemory0 = () => view, getObject = (it) => it, addHeapObject = (it) => it, isLikeNone = (it) => it == null;
    const wasm = { HEAP32: new Int32Array(view.buffer) }; let WASM_VECTOR_LEN = 0;
    const passStringToWasm0 = (text) => { WASM_VECTOR_LEN = text.length; return 77; };
    const pair = () => [view.getInt32(0, true), view.getInt32(4, true)];
    const first = (give, value) => { give(0, value); return pair(); };
    return [first(id, 'abc'), first(key, 'ab'), first(key, null)[0], host(null), host(5), isDate(new Date()), isDate(1)];`;
  const short = shortGlue(glue);
  assert.ok(!short.includes('catch') && short.includes('giveText(arg0, value)'));
  const results = [short, glue].map((text) => new Function(`${text}${bench}`)());
  assert.deepEqual(results[0], [[77, 3], [77, 2], 0, 0, 5, true, false]);
  assert.deepEqual(results[1], results[0]);
});
