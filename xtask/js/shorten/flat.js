// The functions of a module of wasm2js as functions of the module itself: nothing is handed over in an object, and
// what nobody calls can be left out. The views of the memory are exported too: an import always sees the present one,
// so that nobody has to ask whether the memory has moved.

import { Module } from './module.js';

const VIEWS = ['HEAP32', 'HEAPF64', 'HEAPU8'];
/** What stands for the view of all bytes outside of the function. */
const BYTES = 'bufferView';
const DECLARED = `var ${BYTES};\n`;
const KEPT = `${BYTES} = HEAPU8;`;

/** The module's text without the function around it. */
export function flat(text) {
  const { outer } = new Module(text);
  const given = outer.body.body.at(-1).argument?.properties;
  const handed = text.indexOf('var retasmFunc', outer.end);
  if (!given || handed < 0 || !text.includes(DECLARED) || !text.includes(KEPT)) {
    throw new Error('wasm2js hands its functions over otherwise: adapt xtask/js/shorten/flat.js');
  }
  const functions = given.filter((one) => one.value.type === 'Identifier');
  const exported = [...functions.map((one) => `${one.value.name} as ${one.key.value ?? one.key.name}`), ...VIEWS];
  const inner = text.slice(outer.body.start + 1, outer.body.body.at(-1).start);
  const whole = `${text.slice(0, outer.start)}${inner}
export var memory = { get buffer() { return buffer; } };
export { ${exported.join(', ')} };
`;
  return whole
    .replace(DECLARED, '')
    .replaceAll(KEPT, '')
    .replaceAll(BYTES, 'HEAPU8')
    .replace('initActiveSegments(imports);', 'initActiveSegments();')
    .replace(/^.*\bHEAPF32 = .*\n/gm, (line) => (whole.includes('HEAPF32[') ? line : ''));
}
