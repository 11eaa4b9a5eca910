// wasm-bindgen's glue with what it repeats in functions of its own.

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
    getDataViewMemory0().setInt32((at >>> 0) + 4, length, true);
    getDataViewMemory0().setInt32(at >>> 0, start, true);
}
function giveOptionalText(at, text) {
    if (!isLikeNone(text)) return giveText(at, text);
    getDataViewMemory0().setInt32(at >>> 0, 0, true);
}
function addOptionalObject(object) {
    return isLikeNone(object) ? 0 : addHeapObject(object);
}
`;

/** The glue, shorter. */
export function shortGlue(glue) {
  return FORMS.reduce((text, [form, shorter]) => text.replace(form, shorter), glue) + OWN;
}
