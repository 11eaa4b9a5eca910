/**
 * What the disk itself can do durably, in a process of its own (its number of threads is set from outside):
 * `node disk.mjs FOLDER BYTES CLIENTS FILES` prints files a second. Each file is written aside, flushed and renamed,
 * and its folder flushed, as the server does with a picture.
 */

import { mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { randomBytes } from "node:crypto";

const [folder, bytes, clients, files] = process.argv.slice(2);
const content = randomBytes(Number(bytes));
let next = 0;

/** @param {number} client */
async function write(client) {
  const home = join(folder, String(client));
  await mkdir(home, { recursive: true });
  while (next < Number(files)) {
    const name = String((next += 1));
    const file = await open(join(home, "aside"), "w");
    await file.writeFile(content);
    await file.sync();
    await file.close();
    await rename(join(home, "aside"), join(home, name));
    const directory = await open(home, "r");
    await directory.sync();
    await directory.close();
  }
}

const started = performance.now();
await Promise.all(Array.from({ length: Number(clients) }, (_, nth) => write(nth)));
process.stdout.write(`${(Number(files) / (performance.now() - started)) * 1000}\n`);
await rm(folder, { recursive: true, force: true });
