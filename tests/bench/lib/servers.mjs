/** The servers that take in the same pictures and steps: Cairn, the bare one, and Fastify. */

import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Child } from "../../e2e/lib/child.mjs";
import { BINARY, Server } from "../../e2e/lib/server.mjs";
import { BARE } from "./load.mjs";

const FASTIFY = fileURLToPath(new URL("../peers/fastify.mjs", import.meta.url));
const SQLITE = fileURLToPath(new URL("../node_modules/better-sqlite3/build/Release", import.meta.url));

/** @typedef {import("./load.mjs").Request} Request */
/** @typedef {import("./recording.mjs").Made} Made */

/**
 * @typedef {object} Taker
 * @property {string} name
 * @property {import("./load.mjs").Target} target
 * @property {(recordings: Made[]) => Promise<void>} begin What comes before pictures and steps; not timed.
 * @property {(recording: Made, sha256: string, bytes: Buffer) => Request} picture
 * @property {(recording: Made, body: Buffer) => Request} batch
 * @property {() => Promise<void>} close
 */

/**
 * All that can run here, with empty data.
 *
 * @param {(sentence: string) => void} progress
 * @returns {Promise<Taker[]>}
 */
export async function startAll(progress) {
  const takers = [await cairn()];
  takers.push(await peer("bare", BARE, ["serve"]));
  if (existsSync(SQLITE)) takers.push(await peer("fastify", process.execPath, [FASTIFY]));
  else progress("better-sqlite3 could not be installed here (it is compiled for this machine): Fastify is left out");
  return takers;
}

/**
 * The server whose log goes to a file, as it does in earnest: read line by line, it would take the measurer's time.
 *
 * @returns {Promise<Server>}
 */
export async function startCairn() {
  const server = await Server.start();
  await server.child?.stop();
  const command = 'exec "$0" serve --listen 127.0.0.1:0 --data "$1" 2>"$1/log"';
  server.child = new Child("/bin/sh", ["-c", command, BINARY, server.data]);
  const first = await server.child.line("the line with its address", (line) => line.startsWith("{") && line);
  server.address = JSON.parse(first).address;
  return server;
}

/** @returns {Promise<Taker>} */
async function cairn() {
  const server = await startCairn();
  return {
    name: "cairn",
    target: targetOf(server),
    begin: async (recordings) => {
      for (const one of recordings) await send(server, "/api/v1/recordings", one.create);
    },
    picture: ({ create: { id } }, sha256, body) => ({
      method: "PUT",
      path: `/api/v1/recordings/${id}/pictures/${sha256}`,
      type: "image/webp",
      body,
    }),
    batch: ({ create: { id } }, body) => ({
      method: "POST",
      path: `/api/v1/recordings/${id}/steps`,
      type: "application/json",
      body,
    }),
    close: () => server.close(),
  };
}

/**
 * @param {Server} server
 * @returns {import("./load.mjs").Target}
 */
export function targetOf({ address, token, data, child }) {
  const pid = child?.process.pid;
  if (!pid) throw new Error("The server does not run");
  return { address, pid, token, folder: data };
}

/**
 * Sends JSON with the key.
 *
 * @param {Server} server
 * @param {string} path
 * @param {unknown} [body]
 */
export function send(server, path, body) {
  const headers = { "content-type": "application/json" };
  return server.ask(path, { method: "POST", headers, body: body === undefined ? undefined : JSON.stringify(body) });
}

/**
 * A server of the bench: it takes a folder and says its address in one line of JSON.
 *
 * @param {string} name
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<Taker>}
 */
async function peer(name, command, args) {
  const folder = await mkdtemp(join(tmpdir(), `cairn-bench-${name}-`));
  const child = new Child(command, [...args, folder]);
  const { address } = await child.line("its address", (line) => line.startsWith("{") && JSON.parse(line));
  return {
    name,
    target: { address, pid: child.process.pid ?? 0, token: "", folder },
    begin: async () => undefined,
    picture: ({ create: { id } }, sha256, body) => ({
      method: "PUT",
      path: `/pictures/${id}/${sha256}`,
      type: "image/webp",
      body,
    }),
    batch: ({ create: { id } }, body) => ({ method: "POST", path: `/steps/${id}`, type: "application/json", body }),
    close: async () => {
      await child.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
