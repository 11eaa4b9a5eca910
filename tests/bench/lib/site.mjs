/** The bench's pages on loopback: three of libraries that many use, and the product's own worst page. */

import { mkdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { FILES as GOVUK, html as govuk } from "../pages/govuk.mjs";

const HERE = fileURLToPath(new URL("../", import.meta.url));
const TYPES = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript" };

/** A running site. */
export class Site {
  /**
   * Builds the pages and starts to serve them on a free port.
   *
   * @param {string} folder For what is built.
   */
  static async start(folder) {
    await mkdir(folder, { recursive: true });
    await build({
      entryPoints: [join(HERE, "pages", "react.js")],
      outfile: join(folder, "react.js"),
      bundle: true,
      minify: true,
      format: "iife",
      define: { "process.env.NODE_ENV": '"production"' },
      logLevel: "error",
      legalComments: "none",
    });
    const modules = join(HERE, "node_modules");
    const site = new Site({
      "/grid.html": join(HERE, "pages", "grid.html"),
      "/ag-grid.js": join(modules, "ag-grid-community", "dist", "ag-grid-community.min.js"),
      "/react.html": join(HERE, "pages", "react.html"),
      "/react.js": join(folder, "react.js"),
      "/antd.css": join(modules, "antd", "dist", "reset.css"),
      "/busy.html": join(HERE, "..", "pages", "busy.html"),
      "/photos.html": join(HERE, "pages", "photos.html"),
      "/clicks.html": join(HERE, "pages", "clicks.html"),
      ...GOVUK,
    });
    site.made.set("/govuk.html", await govuk());
    site.made.set("/blank.html", "<!doctype html><title>Blank</title>");
    await new Promise((resolve) => site.server.listen(0, "127.0.0.1", () => resolve(undefined)));
    const bound = site.server.address();
    if (typeof bound === "object" && bound) site.address = `http://127.0.0.1:${bound.port}`;
    return site;
  }

  /** @param {Record<string, string>} files The file behind each path. */
  constructor(files) {
    this.files = files;
    this.address = "";
    /** @type {Map<string, string>} Pages that are made rather than read. */
    this.made = new Map();
    this.server = createServer((request, response) => {
      this.answer(new URL(request.url ?? "/", this.address).pathname, response).catch((error) =>
        response.writeHead(500).end(String(error)),
      );
    });
  }

  /**
   * @param {string} path
   * @param {import("node:http").ServerResponse} response
   */
  async answer(path, response) {
    const file = this.files[path];
    const body = this.made.get(path) ?? (file ? await readFile(file) : undefined);
    if (body === undefined) return response.writeHead(404).end();
    const kind = /** @type {keyof typeof TYPES} */ (path.split(".").at(-1));
    return response.writeHead(200, { "content-type": TYPES[kind], "cache-control": "no-store" }).end(body);
  }

  /** @param {string} path */
  url(path) {
    return `${this.address}/${path}`;
  }

  /** Stops answering. */
  async close() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
