/** A proxy between the extension and the server, through which a test decides when an answer is lost. */

import { createServer, request as ask } from "node:http";

/** A running proxy. */
export class Proxy {
  /**
   * @param {import("./server.mjs").Server} server
   * @param {{t?: {after: (end: () => Promise<void>) => void}}} [options]
   */
  static async start(server, { t } = {}) {
    const proxy = new Proxy(server);
    await new Promise((resolve) => proxy.http.listen(0, "127.0.0.1", () => resolve(undefined)));
    const bound = proxy.http.address();
    if (typeof bound === "object" && bound) proxy.address = `http://127.0.0.1:${bound.port}`;
    t?.after(() => proxy.close());
    return proxy;
  }

  /** @param {import("./server.mjs").Server} server */
  constructor(server) {
    this.server = server;
    this.address = "";
    /** @type {string[]} Method and path of every request. */
    this.requests = [];
    /**
     * Asked once the server has answered and before the answer is passed on; when it says true the answer is lost.
     *
     * @type {(line: string) => Promise<boolean> | boolean}
     */
    this.loses = () => false;
    this.http = createServer((incoming, outgoing) => this.pass(incoming, outgoing));
  }

  /** The token of the server behind it, so that the proxy can be preset in the server's place. */
  get token() {
    return this.server.token;
  }

  /**
   * @param {import("node:http").IncomingMessage} incoming
   * @param {import("node:http").ServerResponse} outgoing
   */
  pass(incoming, outgoing) {
    const line = `${incoming.method} ${incoming.url}`;
    this.requests.push(line);
    const { hostname, port, host } = new URL(this.server.address);
    // The server answers to its own name only.
    const headers = { ...incoming.headers, host };
    const options = { hostname, port, method: incoming.method, path: incoming.url, headers };
    const onward = ask({ ...options, agent: false }, async (answer) => {
      const parts = [];
      try {
        for await (const part of answer) parts.push(part);
      } catch {
        return void outgoing.destroy();
      }
      if (await this.loses(line)) return void outgoing.destroy();
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(Buffer.concat(parts));
    });
    onward.once("error", () => outgoing.destroy());
    incoming.pipe(onward);
  }

  /** Stops passing on. */
  async close() {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }
}
