// wasm-bindgen's glue with what it repeats in functions of its own.

import { TRUTH, WHOLE } from './values.js';

/** What goes with each form: how often it must be there at least is not known, so that a changed form only costs. */
const FORMS = [
  // A text, or none, for the module.
  [
    /const ret = (.*);\n\s*(?:const|var) ptr1 = (isLikeNone\(ret\) \? 0 : )?passStringToWasm0\(ret, wasm\.__wbindgen_malloc, wasm\.__wbindgen_realloc\);\n\s*(?:const|var) len1 = WASM_VECTOR_LEN;\n\s*getDataViewMemory0\(\)\.setInt32\(\(arg0 >>> 0\) \+ 4 \* 1, len1, true\);\n\s*getDataViewMemory0\(\)\.setInt32\(\(arg0 >>> 0\) \+ 4 \* 0, ptr1, true\);/g,
    (_, value, optional) => `${optional ? 'giveOptionalText' : 'giveText'}(arg0, ${value});`,
  ],
  // An object, or none.
  [
    /const ret = (.*);\n\s*return isLikeNone\(ret\) \? 0 : addHeapObject\(ret\);/g,
    (_, value) => `return addOptionalObject(${value});`,
  ],
  // A number, or none. It has a place of its own, where one of 64 bits may be.
  [
    /getDataViewMemory0\(\)\.setFloat64\(\(arg0 >>> 0\) \+ 8 \* 1, isLikeNone\(ret\) \? 0 : ret, true\);\n\s*getDataViewMemory0\(\)\.setInt32\(\(arg0 >>> 0\) \+ 4 \* 0, !isLikeNone\(ret\), true\);/g,
    () => 'giveNumber(arg0, ret);',
  ],
  // The module's view of its memory is always the present one.
  [
    /let cachedUint8ArrayMemory0 = null;\nfunction getUint8ArrayMemory0\(\) \{\n[^}]*\}\n[^}]*\}\n/,
    () => 'function getUint8ArrayMemory0() { return wasm.HEAPU8; }\n',
  ],
  // A getter is looked for once, and not at each call.
  [
    /GetOwnOrInheritedPropertyDescriptor\((\w+)\.prototype, '(\w+)'\)\.get\.call/g,
    (_, owner, name) => `getter_${owner}_${name}.call`,
  ],
  // Older browsers, and Safari's trouble with much text.
  [/if \(!\('encodeInto' in cachedTextEncoder\)\) \{[\s\S]*?\n\}\n/, () => ''],
  [/numBytesDecoded \+= bytes\.length;\n[\s\S]*?\n    \}\n/, () => ''],
  [/\(typeof FinalizationRegistry === 'undefined'\)\n[^\n]*\n\s*: /, () => ''],
  // Texts are passed with a way to make room for more.
  [/    if \(realloc === undefined\) \{\n[\s\S]*?\n    \}\n/, () => ''],
  // What may fail is guarded by a function that is made once (see ./arrows.js), and gives a number then too.
  [
    /function handleError\(f, args\) \{\n\s*try \{\n\s*return f\.apply\(this, args\);\n\s*\} catch \(e\) \{\n([^\n]*)\n\s*\}\n\}/,
    (_, stored) => `function handleError(f) {
    return (...args) => {
        try {
            return f(...args);
        } catch (e) {
            ${stored}
            return 0;
        }
    };
}`,
  ],
  [/return handleError\(function ([\s\S]*?)\n\}, arguments\); \}/g, (_, guarded) => `return handleError(function ${guarded}\n})(...arguments); }`],
  // The classes are those of the browser, in a world that is ours alone: the question does not fail.
  [
    /let result;\n\s*try \{\n\s*result = (getObject\(arg0\) instanceof \w+);\n\s*\} catch \(_\) \{\n\s*result = false;\n\s*\}\n\s*const ret = result;\n\s*return ret;/g,
    (_, question) => `return ${question};`,
  ],
];

const OWN = `
function giveText(at, text) {
    const start = passStringToWasm0(text, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
    const length = WASM_VECTOR_LEN;
    wasm.HEAP32[(at >> 2) + 1] = length;
    wasm.HEAP32[at >> 2] = start;
}
function giveOptionalText(at, text) {
    if (!isLikeNone(text)) return giveText(at, text);
    wasm.HEAP32[at >> 2] = 0;
}
function giveNumber(at, number) {
    wasm.HEAPF64[(at >> 3) + 1] = isLikeNone(number) ? 0 : number;
    wasm.HEAP32[at >> 2] = !isLikeNone(number);
}
function addOptionalObject(object) {
    return isLikeNone(object) ? 0 : addHeapObject(object);
}
`;

/** The glue, shorter. */
export function shortGlue(glue) {
  const short = FORMS.reduce((text, [form, shorter]) => text.replace(form, shorter), glue);
  return short + OWN + getters(short);
}

/** The getters that the glue calls. */
function getters(glue) {
  const names = new Set([...glue.matchAll(/getter_(\w+?)_(\w+)\.call/g)].map(([, owner, name]) => `${owner} ${name}`));
  return [...names]
    .map((both) => both.split(' '))
    .map(([owner, name]) => {
      const found = `GetOwnOrInheritedPropertyDescriptor(${owner}.prototype, '${name}').get`;
      return `const getter_${owner}_${name} = ${found};\n`;
    })
    .join('');
}

/** What a function gives: the number of an object, or none; a truth value. */
const GIVES = [
  [/^(addHeapObject|addOptionalObject)\(.*\)$/, WHOLE],
  [/^\(?(!getObject\(arg0\)|getObject\(arg0\) (instanceof \w+|===.*))\)?$/, TRUTH],
];

/** By name, what is known of what a function of the shortened glue gives. */
export function given(glue) {
  const known = new Map();
  for (const [, name, body] of glue.matchAll(/^export function (\w+)\(.*?\) \{(.*\n[\s\S]*?)\n\}/gm)) {
    const value = /const ret = (.*);/.exec(body)?.[1];
    const returned = [...body.matchAll(/^\s*return (.*);$/gm)].map((found) => (found[1] === 'ret' ? value : found[1]));
    const [, what] = GIVES.find(([form]) => returned.length && returned.every((one) => form.test(one))) ?? [];
    if (what !== undefined) known.set(name, what);
  }
  return known;
}
