/**
 * Requests to a server, timed by clients in a process of their own (tests/bench/bare/src/load.rs): they are written
 * beforehand, so that the clients take as little of the machine as they can.
 */

import { readFile, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../../e2e/lib/child.mjs";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** The bare server and the clients, one program; `CAIRN_BARE` names another one. */
export const BARE = process.env.CAIRN_BARE ?? join(ROOT, "target", "release", "cairn-bench-bare");

/**
 * @typedef {object} Request
 * @property {string} method
 * @property {string} path
 * @property {Buffer} [body]
 * @property {string} [type] Of the body.
 */

/**
 * @typedef {object} Target Whom to ask.
 * @property {string} address
 * @property {number} pid
 * @property {string} token An API key, or nothing.
 * @property {string} folder For the file of requests.
 */

/**
 * @typedef {object} Load
 * @property {number} rate Answers a second.
 * @property {number} cpu The server's CPU time on all cores for each request (ms).
 * @property {number[]} times How long each request took (ms).
 */

/**
 * Sends the requests over as many connections as there are clients. Each request goes to whichever client is free.
 *
 * @param {Target} target
 * @param {Request[]} requests
 * @param {number} clients
 * @returns {Promise<Load>}
 */
export async function load(target, requests, clients) {
  if (!existsSync(BARE)) {
    throw new Error(`There are no clients at ${BARE}. Build them with: cargo build --release -p cairn-bench-bare`);
  }
  const { host } = new URL(target.address);
  const file = join(target.folder, "bench-requests");
  await writeFile(file, Buffer.concat(requests.flatMap((request) => framed(request, host, target.token))));
  const before = await cpu(target.pid);
  const lines = await run(BARE, ["load", file, host, String(clients)]);
  const spent = (await cpu(target.pid)) - before;
  await rm(file);
  const { seconds, times } = JSON.parse(lines[0]);
  return { rate: requests.length / seconds, cpu: spent / requests.length, times };
}

/**
 * One request as the clients read it: its length, then its bytes as they go over the wire.
 *
 * @param {Request} request
 * @param {string} host
 * @param {string} token
 */
function framed({ method, path, body = Buffer.alloc(0), type }, host, token) {
  const head = [
    `${method} ${path} HTTP/1.1`,
    `host: ${host}`,
    ...(token ? [`authorization: Bearer ${token}`] : []),
    ...(type ? [`content-type: ${type}`] : []),
    ...(method === "GET" ? [] : [`content-length: ${body.length}`]),
    "\r\n",
  ].join("\r\n");
  const length = Buffer.alloc(4);
  length.writeUInt32LE(Buffer.byteLength(head) + body.length);
  return [length, Buffer.from(head), body];
}

/** Time on all cores so far (ms); the kernel counts in hundredths of a second. @param {number} pid */
async function cpu(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Resident memory (MB). @param {number} pid */
export async function memory(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}
