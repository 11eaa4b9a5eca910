// Writes a script's functions as arrow functions: node xtask/js/arrows.js <from> <to>
// After terser, which knows more of functions than of variables that hold them.

import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { withArrows } from './shorten/arrows.js';

const [, , from, to] = argv;

writeFileSync(to, withArrows(readFileSync(from, 'utf8')));
