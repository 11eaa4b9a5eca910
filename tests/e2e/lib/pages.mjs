/**
 * A little server for the product's own test pages (tests/pages): static files, headers chosen by the test, a few
 * routes that a static file cannot be (redirects, forms, reports).
 */

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../../pages/", import.meta.url));
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css",
  ".js": "text/javascript",
  ".png": "image/png",
};

/** The strictest policy a page can have and still be seen; violations are reported to this server. */
export const STRICT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; report-uri /csp-report";

/** A running server of test pages. */
export class Pages {
  /**
   * Starts on a free port. Ends with the test when `t` is given.
   *
   * @param {{t?: {after: (end: () => Promise<void>) => void}, headers?: Record<string, Record<string, string>>}} [options]
   *   `headers`: for each path ("/click.html"), the headers to add to its answer.
   */
  static async start({ t, headers = {} } = {}) {
    const pages = new Pages({ "/strict.html": { "content-security-policy": STRICT_POLICY }, ...headers });
    await new Promise((resolve) => pages.server.listen(0, "127.0.0.1", () => resolve(undefined)));
    const bound = pages.server.address();
    if (typeof bound === "object" && bound) pages.address = `http://127.0.0.1:${bound.port}`;
    t?.after(() => pages.close());
    return pages;
  }

  /** @param {Record<string, Record<string, string>>} headers */
  constructor(headers) {
    this.headers = headers;
    this.address = "";
    /** @type {unknown[]} The reports that browsers posted about violations of a policy. */
    this.reports = [];
    /** @type {{method: string, path: string, body: string}[]} Every request in order. */
    this.requests = [];
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
    });
  }

  /** @param {string} path "click.html" or "/click.html". */
  url(path) {
    return new URL(path, `${this.address}/`).href;
  }

  /**
   * @param {import("node:http").IncomingMessage} request
   * @param {import("node:http").ServerResponse} response
   */
  async answer(request, response) {
    const url = new URL(request.url ?? "/", this.address);
    const body = await text(request);
    this.requests.push({ method: request.method ?? "", path: url.pathname + url.search, body });
    if (url.pathname === "/csp-report") {
      this.reports.push(JSON.parse(body));
      return response.writeHead(204).end();
    }
    if (url.pathname === "/redirect") {
      return response.writeHead(302, { location: url.searchParams.get("to") ?? "/arrived.html" }).end();
    }
    if (url.pathname === "/favicon.ico") return response.writeHead(204).end();
    return this.file(url.pathname, response);
  }

  /**
   * @param {string} path
   * @param {import("node:http").ServerResponse} response
   */
  async file(path, response) {
    const file = join(FOLDER, normalize(path));
    const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(file))];
    const bytes = type && file.startsWith(FOLDER) ? await readFile(file).catch(() => null) : null;
    if (!bytes) return response.writeHead(404, { "content-type": "text/plain" }).end(`There is no page ${path}\n`);
    return response
      .writeHead(200, { "content-type": type, "cache-control": "no-store", ...this.headers[path] })
      .end(bytes);
  }

  /** Stops answering. */
  async close() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** @param {import("node:http").IncomingMessage} request */
async function text(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}
