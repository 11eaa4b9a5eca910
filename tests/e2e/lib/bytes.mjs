/** Searching every stored byte for something that must be nowhere. */

import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { constants, inflateRawSync } from "node:zlib";

/**
 * @typedef {object} Finding
 * @property {string} where The file or the name of the text.
 * @property {string} form In which form it was found.
 * @property {number} at Offset in bytes.
 */

/** Length of the pieces of a secret that are searched for too, since a part of a password is a leak as well. */
const PIECE = 8;

/**
 * The folders of a browser's profile that hold Chromium's own data and nothing that the extension can write to, so
 * that they are no part of what the product stores. Passed over:
 *
 * - Session Storage, Sessions: Chromium's record of open tabs, for its own "restore"; written with every browser;
 * - Cache, Code Cache, GPUCache and their like: what Chromium fetched and compiled (the site's own answers);
 * - Safe Browsing, component_crx_cache, optimization_guide_model_store, segmentation_platform and their like: lists and
 *   models that Chromium downloads.
 */
const NOT_OURS = new RegExp(
  `^(?:Default/)?(?:${[
    "Session Storage",
    "Sessions",
    "Cache",
    "Code Cache",
    "GPUCache",
    "(?:Dawn|Graphite|Gr|GrShader|Shader)[A-Za-z]*Cache",
    // What Chromium itself learns for filling in forms, with the recorder or without.
    "Web Data(?:-journal)?",
    // Addresses that were visited.
    "History(?:-journal)?",
    "Safe Browsing",
    "component_crx_cache",
    "optimization_guide[^/]*",
    "segmentation_platform",
    "Crashpad",
    "BrowserMetrics",
  ].join("|")})(?:/|$)`,
);

/** What every form of a secret looks like in bytes. */
export class Search {
  /** @param {Record<string, string>} secrets Each by a name for the message ("the password"). */
  constructor(secrets) {
    /** @type {{form: string, bytes: Buffer}[]} */
    this.needles = [];
    for (const [name, text] of Object.entries(secrets)) {
      if (text.length < PIECE) throw new Error(`${name} is too short to be told from chance`);
      for (const [form, bytes] of forms(text)) this.needles.push({ form: `${name}, ${form}`, bytes });
    }
  }

  /**
   * Searches one text or file, and what is packed in it.
   *
   * @param {string} where
   * @param {Buffer} bytes
   * @returns {Finding[]}
   */
  in(where, bytes) {
    const found = [];
    for (const { form, bytes: needle } of this.needles) {
      const at = bytes.indexOf(needle);
      if (at >= 0) found.push({ where, form, at });
    }
    for (const [offset, unpacked] of packed(bytes))
      found.push(...this.in(`${where} (unpacked at ${offset})`, unpacked));
    return found;
  }

  /**
   * Searches every file below a folder, names of files included.
   *
   * @param {string} folder
   * @param {{skip?: RegExp}} [options] Paths below the folder that are passed over.
   * @returns {Promise<{found: Finding[], files: number, bytes: number}>}
   */
  async below(folder, { skip } = {}) {
    const sum = { found: /** @type {Finding[]} */ ([]), files: 0, bytes: 0 };
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath ?? entry.path, entry.name);
      const name = relative(folder, path);
      if (skip?.test(name)) continue;
      // A file may go away between the listing and the reading: then it stores nothing.
      const bytes = await readFile(path).catch(() => null);
      if (!bytes) continue;
      sum.files += 1;
      sum.bytes += bytes.length;
      sum.found.push(...this.in(name, bytes), ...this.in(`the name of ${name}`, Buffer.from(name)));
    }
    return sum;
  }

  /**
   * Searches a browser's profile: extension storage, OPFS and IndexedDB of every origin, preferences, history and the
   * rest, except the folders named in `NOT_OURS`.
   *
   * @param {string} profile
   */
  profile(profile) {
    return this.below(profile, { skip: NOT_OURS });
  }
}

/**
 * @param {string} text
 * @returns {Generator<[string, Buffer]>}
 */
function* forms(text) {
  const raw = Buffer.from(text, "utf8");
  yield ["as it is", raw];
  for (let at = 0; at + PIECE < text.length; at += PIECE / 2) {
    yield [`the piece from ${at}`, Buffer.from(text.slice(at, at + PIECE), "utf8")];
    yield [`the piece from ${at} in UTF-16`, Buffer.from(text.slice(at, at + PIECE), "utf16le")];
  }
  yield ["UTF-16", Buffer.from(text, "utf16le")];
  yield ["backwards", Buffer.from([...text].reverse().join(""), "utf8")];
  yield ["hex", Buffer.from(raw.toString("hex"))];
  yield ["HEX", Buffer.from(raw.toString("hex").toUpperCase())];
  yield ["percent-encoded", Buffer.from(encodeURIComponent(text))];
  yield ["form-encoded", Buffer.from(new URLSearchParams({ x: text }).toString().slice(2))];
  yield ["in JSON", Buffer.from(JSON.stringify(text).slice(1, -1))];
  yield ["in JSON twice", Buffer.from(JSON.stringify(JSON.stringify(text)).slice(3, -3))];
  yield ["in HTML", Buffer.from(text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;"))];
  for (const encoded of [raw, Buffer.from(text, "utf16le")]) {
    for (let lead = 0; lead < 3; lead += 1) yield [`base64, alignment ${lead}`, base64At(encoded, lead)];
  }
}

/**
 * The part of a secret's base64 that does not depend on what stands before and after it.
 *
 * @param {Buffer} raw
 * @param {number} lead Bytes that stand before it in its group of three.
 */
function base64At(raw, lead) {
  const whole = Buffer.concat([Buffer.alloc(lead), raw])
    .toString("base64")
    .replace(/=+$/, "");
  const start = lead === 0 ? 0 : lead + 1;
  const sure = Math.floor(((lead + raw.length) * 8) / 6);
  return Buffer.from(whole.slice(start, sure));
}

/** How streams of DEFLATE begin, and how long the header before the stream is. */
const CONTAINERS = [
  { mark: Buffer.from([0x1f, 0x8b, 0x08]), header: gzipHeader },
  { mark: Buffer.from([0x78, 0x01]), header: () => 2 },
  { mark: Buffer.from([0x78, 0x9c]), header: () => 2 },
  { mark: Buffer.from([0x78, 0xda]), header: () => 2 },
  { mark: Buffer.from("PK\x03\x04"), header: zipHeader },
];

/**
 * What gzip and zlib streams and zip entries in these bytes hold. The streams are unpacked bare, because Node's
 * gunzip refuses a stream that is followed by something else, as it is in a journal.
 *
 * @param {Buffer} bytes
 * @returns {Generator<[number, Buffer]>}
 */
function* packed(bytes) {
  for (const { mark, header } of CONTAINERS) {
    for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) {
      try {
        const stream = bytes.subarray(at + header(bytes, at));
        const unpacked = inflateRawSync(stream, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64 << 20 });
        if (unpacked.length >= PIECE) yield [at, unpacked];
      } catch {
        // Chance bytes that look like the beginning of a stream.
      }
    }
  }
}

/** Length of a gzip header, its name and comment included. @param {Buffer} bytes @param {number} at */
function gzipHeader(bytes, at) {
  const flags = bytes[at + 3] ?? 0;
  let end = at + 10;
  if (flags & 4) end += 2 + bytes.readUInt16LE(end);
  for (const flag of [8, 16]) if (flags & flag) end = bytes.indexOf(0, end) + 1;
  if (flags & 2) end += 2;
  return end - at;
}

/** Length of a zip entry's header. @param {Buffer} bytes @param {number} at */
function zipHeader(bytes, at) {
  return at + 30 <= bytes.length ? 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28) : 0;
}
