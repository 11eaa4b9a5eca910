// Variables that start with nothing become parameters, and all others stay.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locals } from './shorten/locals.js';
import { applied } from './shorten/tree.js';

const short = (text) => applied(text, locals(text));

test('variables that start with nothing are parameters', () => {
  assert.equal(short('function f(a){var b,c;return b=a,c=b,c}'), 'function f(a,b,c){return b=a,c=b,c}');
  assert.equal(short('function f(){var b;b=1;var c=0;return b+c;var d}'), 'function f(b,d){b=1;var c=0;return b+c;}');
});

test('others stay', () => {
  for (const text of [
    'function f(a){var b,c=0;return b=a,c=b,c}',
    'function f(...a){var b;return b=a}',
    'function f(a){if(a){var b;b=a}return b}',
    'var f=()=>{let b;return b=1}',
  ]) {
    assert.equal(short(text), text);
  }
  assert.equal(short('function f(a){var a;return a}'), 'function f(a){return a}');
});
