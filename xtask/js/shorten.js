// Makes a module of wasm2js and its glue shorter:
// node xtask/js/shorten.js <module> <to> <glue> <to>
//
// What no general tool may do is right here, because wasm2js wrote the module: many "| 0" change nothing, and many
// zeros are never read.

import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { coercions } from './shorten/coercions.js';
import { data } from './shorten/data.js';
import { shortGlue } from './shorten/glue.js';
import { leastNumber } from './shorten/least.js';
import { Module } from './shorten/module.js';
import { applied } from './shorten/tree.js';
import { unreadZeros } from './shorten/zeros.js';
import { Values } from './shorten/values.js';

const [, , from, to, glue, glueTo] = argv;

const text = readFileSync(from, 'utf8');
const module = new Module(text);
const zeros = unreadZeros(module);
const edits = [
  ...data(text),
  ...leastNumber(module),
  ...coercions(module, new Values(module, zeros)),
  ...[...zeros].map((init) => ({ start: text.lastIndexOf('=', init.start), end: init.end, text: '' })),
];
writeFileSync(to, applied(text, edits));
writeFileSync(glueTo, shortGlue(readFileSync(glue, 'utf8')));
