/** Recordings made up for the server's measures: real in form and size, no two alike. */

import { createHash, randomBytes } from "node:crypto";

const PAGE = { tab: 1, url: "https://app.example/users", title: "Users" };
/** The version of the redactor whose mark the server accepts. */
const SCAN = { redactor: 1 };

/** A UUID of the seventh version. @param {number} at Milliseconds since 1970. */
function uuid(at) {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at, 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const text = bytes.toString("hex");
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join("-");
}

/**
 * Bytes that say they are a lossless WebP of 1280 × 800; noise otherwise, which no file system makes smaller.
 *
 * @param {number} size An even number.
 */
export function picture(size) {
  const file = randomBytes(size);
  file.write("RIFF", 0, "latin1");
  file.writeUInt32LE(size - 8, 4);
  file.write("WEBPVP8L", 8, "latin1");
  file.writeUInt32LE(size - 20, 16);
  file[20] = 0x2f;
  file.writeUInt32LE(1279 | (799 << 14), 21);
  return { bytes: file, sha256: createHash("sha256").update(file).digest("hex") };
}

/**
 * @param {number} steps
 * @param {{bytes: Buffer, sha256: string}[]} pictures The first steps have them.
 */
export function recording(steps, pictures = []) {
  const at = Date.now();
  const entry = (/** @type {{bytes: Buffer, sha256: string}} */ { bytes, sha256 }) => ({
    sha256,
    bytes: bytes.length,
    media: "image/webp",
  });
  const create = {
    v: 1,
    id: uuid(at),
    title: "A day at the office",
    startedAt: at,
    endedAt: at + 60_000,
    start: PAGE,
    viewport: { width: 1280, height: 800, scale: 1 },
    steps,
    pictures: pictures.map(entry),
    scan: SCAN,
    recorder: "0.1.0",
  };
  const shown = (/** @type {{bytes: Buffer, sha256: string}} */ one) => ({
    ...entry(one),
    width: 1280,
    height: 800,
    scale: 1,
    takenAt: at,
    moment: "before",
    masks: [],
  });
  const step = (/** @type {number} */ seq) => {
    const one = pictures[seq - 1];
    return { ...click(seq, at), picture: one ? shown(one) : { missing: "notTaken" } };
  };
  return { create, step };
}

/**
 * @param {number} seq
 * @param {number} at
 */
function click(seq, at) {
  const name = `Save entry ${seq}`;
  const locators = [
    { selector: { by: "testId", attribute: "data-testid", value: `save-${seq}` }, matches: 1, score: 100 },
    { selector: { by: "role", role: "button", name }, matches: 1, score: 90 },
    {
      selector: { by: "row", row: `Row of ${name}`, inner: { by: "role", role: "button", name } },
      matches: 1,
      score: 80,
    },
    { selector: { by: "text", tag: "button", text: name }, matches: 1, score: 70 },
    {
      selector: { by: "css", css: `main > form#entries > div:nth-of-type(${seq}) > button.save` },
      matches: 1,
      score: 40,
    },
    { selector: { by: "xpath", xpath: `/html/body/main/form/div[${seq}]/button` }, matches: 1, score: 20 },
  ];
  return {
    id: uuid(at),
    seq,
    at: at + seq,
    action: { type: "click", button: "left", count: 1, offset: { x: 12.5, y: 8 }, by: "pointer" },
    target: {
      role: "button",
      name,
      text: name,
      tag: "button",
      context: [{ kind: "row", name: `Row of ${name}` }],
      rect: { x: 10, y: 20.5, width: 120, height: 32 },
      locators,
    },
    page: PAGE,
    after: { url: PAGE.url, title: PAGE.title, appeared: [`Entry ${seq} was saved`] },
    scan: SCAN,
  };
}
