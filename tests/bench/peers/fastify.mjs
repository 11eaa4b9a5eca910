/**
 * The same durable work by Fastify and better-sqlite3, as one would write it there: `node fastify.mjs FOLDER`. A picture
 * is written aside, flushed, renamed, its folder flushed, then its row; a batch is one transaction. Like the bare
 * server it has no accounts, no hashes and no rules.
 */

import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import Fastify from "fastify";

const [folder] = process.argv.slice(2);
const [aside, files] = ["tmp", "files"].map((name) => join(folder, name));
await mkdir(aside, { recursive: true });
await mkdir(files, { recursive: true });

const database = new Database(join(folder, "fastify.sqlite"));
database.pragma("journal_mode = WAL");
database.pragma("synchronous = FULL");
database.exec(`
  CREATE TABLE pictures (recording TEXT NOT NULL, sha256 TEXT NOT NULL, length INTEGER NOT NULL,
    PRIMARY KEY (recording, sha256));
  CREATE TABLE steps (recording TEXT NOT NULL, seq INTEGER NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (recording, seq));
`);
const addPicture = database.prepare("INSERT INTO pictures VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
const addStep = database.prepare("INSERT INTO steps VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
const addSteps = database.transaction((/** @type {string} */ recording, /** @type {{seq: number}[]} */ steps) => {
  for (const step of steps) addStep.run(recording, step.seq, JSON.stringify(step));
});

/** @param {string} path */
async function syncFolder(path) {
  const handle = await open(path, "r");
  await handle.sync();
  await handle.close();
}

/**
 * @param {string} name
 * @param {Buffer} bytes
 */
async function keep(name, bytes) {
  const shard = join(files, name.slice(0, 2));
  if (!existsSync(shard)) {
    await mkdir(shard, { recursive: true });
    await syncFolder(files);
  }
  const temporary = join(aside, randomBytes(8).toString("hex"));
  const file = await open(temporary, "wx");
  await file.writeFile(bytes);
  await file.sync();
  await file.close();
  await rename(temporary, join(shard, name));
  await syncFolder(shard);
}

const app = Fastify({ bodyLimit: 32 * 1024 * 1024 });
app.addContentTypeParser("image/webp", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
app.put("/pictures/:recording/:sha256", async (request, reply) => {
  const { recording, sha256 } = /** @type {{recording: string, sha256: string}} */ (request.params);
  if (!/^[0-9a-f]{64}$/.test(sha256)) return reply.code(400).send();
  const bytes = /** @type {Buffer} */ (request.body);
  await keep(sha256, bytes);
  addPicture.run(recording, sha256, bytes.length);
  return reply.code(204).send();
});
app.post("/steps/:recording", async (request) => {
  const { recording } = /** @type {{recording: string}} */ (request.params);
  const { steps } = /** @type {{steps: {seq: number}[]}} */ (request.body);
  addSteps(recording, steps);
  return { stored: steps.map(({ seq }) => seq) };
});
process.stdout.write(`${JSON.stringify({ address: await app.listen({ port: 0, host: "127.0.0.1" }) })}\n`);
