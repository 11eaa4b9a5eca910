/**
 * The site of the case suite: the folders of `tests/cases`, each page on a paper of its own colour, so that a picture
 * tells which page it shows; with a policy's headers where a case asks for them, and its libraries from npm bundled.
 */

import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundled } from "./case_bundle.mjs";
import { Pages } from "./pages.mjs";
import { pause } from "./wait.mjs";

/** @typedef {import("./person.mjs").Person} Person */

/**
 * @typedef {object} Case What `case.mjs` exports as its default.
 * @property {string} name
 * @property {(person: Person) => Promise<unknown>} act What the person does; titles are given with the actions.
 * @property {Record<string, string>} [headers] Added to the answer for `page.html`.
 * @property {string} [todo] What is wrong with the product, as long as it is.
 * @property {boolean} [shaded] A dialog darkens the paper behind it.
 * @property {boolean} [only] Recorded alone and not compared: what is done cannot be done without the extension.
 * @property {(browser: import("./browser.mjs").Browser, page: import("playwright-core").Page) => Promise<unknown>} [before]
 *   Sets up the tab once the page is open (pixel ratio, zoom).
 * @property {(browser: import("./browser.mjs").Browser, page: import("playwright-core").Page) => Promise<unknown>} [after]
 *   Puts back what `before` has set.
 */

/** @typedef {Case & {folder: string, paper: number[]}} Read A case with its folder's name and its paper's colour. */

/** How long a second page takes to arrive (ms). */
const SLOW = 400;

const FOLDER = fileURLToPath(new URL("../../cases/", import.meta.url));

/** All cases, in the order of their folders' names. @returns {Promise<Read[]>} */
export async function readCases() {
  const entries = await readdir(FOLDER, { withFileTypes: true });
  const folders = entries.map((one) => one.name).filter((name) => existsSync(join(FOLDER, name, "case.mjs")));
  return Promise.all(
    folders.sort().map(async (folder, nth) => {
      const { default: one } = await import(join(FOLDER, folder, "case.mjs"));
      return { ...one, folder, paper: paperOf(nth) };
    }),
  );
}

/** A light colour, far from its neighbours'. @param {number} nth */
function paperOf(nth) {
  const shade = (/** @type {number} */ by) => 175 + 16 * (Math.floor(nth / by) % 5);
  return [shade(1), shade(5), shade(25)];
}

/** Serves the cases' folders. */
export class CaseSite extends Pages {
  /** @param {Read[]} cases @returns {Promise<CaseSite>} */
  static async open(cases) {
    const site = new CaseSite(cases);
    await new Promise((resolve) => site.server.listen(0, "127.0.0.1", () => resolve(undefined)));
    const bound = site.server.address();
    if (typeof bound === "object" && bound) site.address = `http://127.0.0.1:${bound.port}`;
    return site;
  }

  /** @param {Read[]} cases */
  constructor(cases) {
    super(Object.fromEntries(cases.map((one) => [`/${one.folder}/page.html`, one.headers ?? {}])));
    this.papers = new Map(cases.map((one) => [one.folder, `rgb(${one.paper.join(", ")})`]));
    // The one page that is no case: it needs a browser of its own.
    this.papers.set("back-forward-cache", "#fff");
  }

  /**
   * What is arrived at from a case's page takes its time, as on a network: the button or the key that led there is up
   * by then, on a busy machine too.
   *
   * @param {import("node:http").IncomingMessage} request
   * @param {import("node:http").ServerResponse} response
   */
  async answer(request, response) {
    const arrival = request.headers["sec-fetch-dest"] === "document" && !request.url?.endsWith("/page.html");
    if (arrival) await pause(SLOW);
    return super.answer(request, response);
  }

  /**
   * @param {string} path
   * @param {import("node:http").ServerResponse} response
   */
  async file(path, response) {
    const types = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript" };
    const [, folder, file = ""] = path.split("/");
    const type = types[/** @type {keyof types} */ (file.split(".").pop() ?? "")];
    const paper = this.papers.get(folder);
    if (!type || !/^[\w.-]+$/.test(file)) return response.writeHead(404).end(`There is no ${path}\n`);
    const own = paper && (await read(folder, file)).replaceAll("PAPER", paper);
    const text = own || (await bundled(join(FOLDER, folder), file));
    if (!text) return response.writeHead(404).end(`There is no ${path}\n`);
    return response.writeHead(200, { "content-type": type, "cache-control": "no-cache", ...this.headers[path] }).end(text);
  }
}

/** A file of a case; what begins with "common" all cases share. @param {string} folder @param {string} file */
function read(folder, file) {
  const path = file.startsWith("common") ? join(FOLDER, file) : join(FOLDER, folder, file);
  return readFile(path, "utf8").catch(() => "");
}
