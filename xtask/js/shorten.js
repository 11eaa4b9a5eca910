// Makes a module of wasm2js and its glue shorter:
// node xtask/js/shorten.js <module> <to> <glue> <to>
//
// What no general tool may do is right here, because wasm2js wrote the module: many "| 0" change nothing, and many
// zeros are never read.

import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { coercions } from './shorten/coercions.js';
import { copies } from './shorten/copies.js';
import { data } from './shorten/data.js';
import { flat } from './shorten/flat.js';
import { given, shortGlue } from './shorten/glue.js';
import { leastNumber } from './shorten/least.js';
import { Module } from './shorten/module.js';
import { bytewise, chains } from './shorten/stores.js';
import { applied } from './shorten/tree.js';
import { unreadZeros } from './shorten/zeros.js';
import { words } from './shorten/words.js';
import { Values } from './shorten/values.js';

const [, , from, to, glue, glueTo] = argv;

const glueText = shortGlue(readFileSync(glue, 'utf8'));
const text = readFileSync(from, 'utf8');
const module = new Module(text);
const zeros = unreadZeros(module);
const edits = [
  ...data(text),
  ...leastNumber(module),
  ...coercions(module, new Values(module, given(glueText))),
  ...[...zeros].map((init) => ({ start: text.lastIndexOf('=', init.start), end: init.end, text: '' })),
];
const after = (before, shortened) => applied(before, shortened(new Module(before)));
writeFileSync(to, flat([words, copies, bytewise, chains].reduce(after, applied(text, edits))));
writeFileSync(glueTo, glueText);
