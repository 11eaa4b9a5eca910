import assert from "node:assert/strict";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { deflateRawSync, gzipSync } from "node:zlib";
import { Search } from "./bytes.mjs";

const SECRET = 'Lantern"92\\Quartz&hill';
const search = new Search({ "the password": SECRET });

const HIDDEN = {
  raw: Buffer.from(`x${SECRET}y`),
  percent: Buffer.from(`?p=${encodeURIComponent(SECRET)}`),
  form: Buffer.from(new URLSearchParams({ p: SECRET }).toString()),
  json: Buffer.from(JSON.stringify({ p: SECRET })),
  "json in json": Buffer.from(JSON.stringify({ p: JSON.stringify({ q: SECRET }) })),
  html: Buffer.from('value="Lantern&quot;92\\Quartz&amp;hill"'),
  hex: Buffer.from(Buffer.from(SECRET).toString("hex")),
  "utf-16": Buffer.from(SECRET, "utf16le"),
  "base64 0": Buffer.from(Buffer.from(SECRET).toString("base64")),
  "base64 1": Buffer.from(Buffer.from(`a${SECRET}zz`).toString("base64")),
  "base64 2": Buffer.from(Buffer.from(`ab${SECRET}z`).toString("base64")),
  "a piece": Buffer.from(SECRET.slice(4, 14)),
  gzip: Buffer.concat([Buffer.from("frame"), gzipSync(JSON.stringify({ p: SECRET })), Buffer.from("crc")]),
  zip: zipped(SECRET),
};

for (const [form, bytes] of Object.entries(HIDDEN)) {
  test(`a secret is found: ${form}`, () => assert.notEqual(search.in("here", bytes).length, 0));
}

test("what is no secret is not found", () => {
  assert.deepEqual(search.in("here", Buffer.from('Lantern "92" Quartz & hill, Quartz')), []);
});

test("files below a folder are searched by content and name, but not the browser's own records", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "cairn-bytes-"));
  t.after(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "Default", "Sessions"), { recursive: true });
  await writeFile(join(folder, "Default", "Sessions", "Tabs_1"), SECRET);
  assert.deepEqual((await search.profile(folder)).found, []);
  await writeFile(join(folder, "Default", "000003.log"), SECRET);
  const { found, files } = await search.profile(folder);
  assert.equal(files, 1);
  assert.equal(found[0].where, join("Default", "000003.log"));
});

/** The first entry of a zip file, by hand: enough for a search. @param {string} text */
function zipped(text) {
  const name = Buffer.from("guide.json");
  const header = Buffer.alloc(30);
  header.write("PK\x03\x04", "latin1");
  header.writeUInt16LE(8, 8);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name, deflateRawSync(text)]);
}
