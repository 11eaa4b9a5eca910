/** The product's own server, on loopback, with a data folder that ends with the test. */

import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Child, run } from "./child.mjs";
import { waitFor } from "./wait.mjs";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** The server's binary; `CAIRN_BIN` names another one. */
export const BINARY = process.env.CAIRN_BIN ?? join(ROOT, "target", "debug", "cairn");

/** A running server with an API key. */
export class Server {
  /**
   * Starts a server with an empty data folder. Ends with the test when `t` is given.
   *
   * @param {{t?: {after: (end: () => Promise<void>) => void}, flags?: string[]}} [options] Flags of `serve` beside
   *   address and folder.
   */
  static async start({ t, flags = [] } = {}) {
    if (!existsSync(BINARY)) throw new Error(`There is no server at ${BINARY}. Build it with: cargo build -p cairn`);
    const server = new Server(await mkdtemp(join(tmpdir(), "cairn-server-")), flags);
    t?.after(() => server.close());
    await server.listen("127.0.0.1:0");
    const lines = await run(BINARY, ["token", "create", "--data", server.data]);
    server.token = tokenIn(lines);
    return server;
  }

  /** @param {string} data @param {string[]} flags */
  constructor(data, flags) {
    this.data = data;
    this.flags = flags;
    this.token = "";
    this.address = "";
    /** The one-time sign-in link: printed at each start until somebody has signed in. */
    this.signIn = "";
    /** @type {string[][]} What each process on this data folder has said. */
    this.logs = [];
    /** @type {Child | null} */
    this.child = null;
  }

  /** @param {string} listen */
  async listen(listen) {
    this.child = new Child(BINARY, ["serve", "--listen", listen, "--data", this.data, ...this.flags]);
    this.logs.push(this.child.lines);
    const first = await this.child.line("the line with its address", (line) => parse(line)?.address && parse(line));
    this.address = first.address;
    this.signIn = first.sign_in ?? this.signIn;
  }

  /** Ends the server without warning, as a power cut of the process does. */
  async kill() {
    const child = this.child;
    this.child = null;
    if (child) await child.stop("SIGKILL");
  }

  /** Starts it again on the same data folder and the same port. */
  async restart() {
    await this.kill();
    await this.listen(new URL(this.address).host);
  }

  /**
   * Asks the API with the key.
   *
   * @param {string} path Below the address ("/api/v1/workflows").
   * @param {RequestInit} [options]
   */
  async ask(path, options = {}) {
    const response = await fetch(this.address + path, {
      ...options,
      headers: { authorization: `Bearer ${this.token}`, ...options.headers },
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response;
  }

  /** @param {string} path */
  async json(path) {
    return (await this.ask(path)).json();
  }

  /** The list of workflows, newest first. @returns {Promise<any[]>} */
  async workflows() {
    const answer = await this.json("/api/v1/workflows");
    return Array.isArray(answer) ? answer : answer.workflows;
  }

  /**
   * The only workflow that is not known yet, once its upload is complete.
   *
   * @param {{known?: Set<string>, timeout?: number}} [options] `known`: ids of earlier ones; the new one is added.
   * @returns {Promise<any>}
   */
  async newWorkflow({ known = new Set(), timeout = 30_000 } = {}) {
    const entry = await waitFor(
      "one new workflow on the server",
      async () => {
        const fresh = (await this.workflows()).filter((one) => !known.has(one.id));
        return fresh.length === 1 ? fresh[0] : undefined;
      },
      { timeout, seen: () => this.workflows() },
    );
    known.add(entry.id);
    return this.json(`/api/v1/workflows/${entry.id}`);
  }

  /**
   * The stored bytes of a picture.
   *
   * @param {string} workflow
   * @param {string} sha256
   */
  async picture(workflow, sha256) {
    const response = await this.ask(`/api/v1/workflows/${workflow}/pictures/${sha256}`);
    return { bytes: Buffer.from(await response.arrayBuffer()), type: response.headers.get("content-type") ?? "" };
  }

  /** Ends the server and deletes its data. */
  async close() {
    const child = this.child;
    this.child = null;
    if (child) await child.stop();
    await rm(this.data, { recursive: true, force: true });
  }
}

/** @param {string} line */
function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/**
 * The API key in what `cairn token create` says: a JSON line with `token`, or the bare key.
 *
 * @param {string[]} lines
 */
function tokenIn(lines) {
  for (const line of lines) {
    const token = parse(line)?.token;
    if (token) return token;
  }
  const bare = lines.find((line) => /^\S{20,}$/.test(line.trim()));
  if (!bare) throw new Error(`cairn token create printed no key: ${lines.join(" / ")}`);
  return bare.trim();
}
