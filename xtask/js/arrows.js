// Writes a script's functions as arrow functions: node xtask/js/arrows.js <from> <to>
// After terser, which knows more of functions than of variables that hold them.

import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { withArrows } from './shorten/arrows.js';
import { locals } from './shorten/locals.js';
import { applied } from './shorten/tree.js';

const [, , from, to] = argv;

const text = readFileSync(from, 'utf8');
writeFileSync(to, withArrows(applied(text, locals(text))));
