// The module's data as text instead of base64: most of it is text.

const SEGMENT = /base64DecodeToExistingUint8Array\(bufferView, (\d+), "([^"]*)"\);/g;
const DECODER = '  var base64ReverseLookup';
const SEGMENTS = 'function initActiveSegments(';
/**
 * A letter below this is a byte. One beyond stands for a byte, the rest of the division, and for as many bytes as the
 * quotient says, all zero after the first: most numbers in the data are small. The memory is zero at first.
 */
const BEYOND = 256;
/** The last letters of two bytes in UTF-8 have this quotient. */
const MOST = 7;

const WRITE = `function writeText(at, text) {
  for (var index = 0, code; index < text.length; index++) {
    code = text.charCodeAt(index);
    bufferView[at] = code;
    at += code >> 8 || 1;
  }
}
`;

/** Edits that write the data as text. */
export function data(text) {
  const segments = [...text.matchAll(SEGMENT)];
  if (!segments.length) return [];
  const start = text.indexOf(DECODER);
  const end = text.indexOf(SEGMENTS);
  if (start < 0 || end < start) throw new Error('wasm2js writes data otherwise: adapt xtask/js/shorten/data.js');
  const writes = segments.map((found) => {
    const written = `writeText(${found[1]}, ${JSON.stringify(letters(Buffer.from(found[2], 'base64')))});`;
    return { start: found.index, end: found.index + found[0].length, text: written };
  });
  return [{ start, end, text: WRITE }, ...writes];
}

function letters(bytes) {
  let out = '';
  for (let at = 0, count; at < bytes.length; at += count) {
    count = 1;
    while (count < MOST && bytes[at + count] === 0) count++;
    const plain = bytes[at] >= 32 && bytes[at] < 127;
    out += String.fromCharCode(plain && count === 1 ? bytes[at] : count * BEYOND + bytes[at]);
  }
  return out;
}
