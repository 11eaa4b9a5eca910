/** The behaviour of pages during one case as text, and how two runs differ. */

import { leftBehind, MARK, probe } from "./probe.mjs";

/** @typedef {import("playwright-core").BrowserContext} BrowserContext */

/**
 * What the browser tells when it next draws, or when the page has moved under the pointer: not in the order of the rest,
 * and how often depends on time alone.
 */
const TICKS = /^event (scroll|scrollend|selectionchange|resize|animation(start|end|iteration|cancel)|transition(run|start|end|cancel)) /;
/** The same, and it may be that it never happens, or (in a new window) before anything can listen. */
const MAYBE = /^event ((mousemove|pointermove|wheel|mousewheel) true|DOMContentLoaded|readystatechange) /;
/** What the pointer is over is told in its own order. */
const HOVER = /^event (pointer|mouse)(over|out|enter|leave) /;

/**
 * One document's life: what is in order with itself, apart from what is not.
 *
 * @typedef {{main: string[], hover: string[], prevented: string[], ticks: Set<string>}} Life
 */

/** Listens to the probes of all pages of a browser. */
export class Behaviour {
  /** @param {BrowserContext} context */
  static async watch(context) {
    await context.addInitScript(probe, MARK);
    return new Behaviour(context);
  }

  /** @param {BrowserContext} context */
  constructor(context) {
    this.context = context;
    /** @type {Map<string, Life>} Of each document, in the order in which they came. */
    this.documents = new Map();
    /** @type {string[]} */
    this.happened = [];
    context.on("console", (message) => {
      const text = message.text();
      const url = message.page()?.url() ?? "";
      if (text.startsWith(MARK)) this.hear(JSON.parse(text.slice(MARK.length)));
      else if (!url.startsWith("chrome-extension:")) this.happened.push(`console ${message.type()} ${text}`);
    });
    context.on("weberror", (error) => {
      if (!error.page()?.url().startsWith("chrome-extension:")) this.happened.push(`error ${error.error().message}`);
    });
  }

  /** @param {[string, ...unknown[]]} line */
  hear([id, ...parts]) {
    // The page of the case before may still say that it is left.
    if (parts[0] !== "document" && !this.documents.has(id)) return;
    const life = this.documents.get(id) ?? { main: [], hover: [], prevented: [], ticks: new Set() };
    this.documents.set(id, life);
    const text = parts.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join(" ");
    if (MAYBE.test(text)) return;
    if (TICKS.test(text)) life.ticks.add(text);
    else if (parts[0] === "prevented") life.prevented.push(text);
    else (HOVER.test(text) ? life.hover : life.main).push(text);
  }

  /** Forgets what was before. */
  begin() {
    this.documents.clear();
    this.happened = [];
  }

  /**
   * All that has happened since, and what it has left behind.
   *
   * @param {string} address The site's, which differs from run to run.
   * @returns {Promise<string[]>}
   */
  async end(address) {
    const pages = this.context.pages().filter((page) => page.url().startsWith(address));
    const left = [];
    for (const frame of pages.flatMap((page) => page.frames())) {
      left.push(`left in ${frame.url()}`, ...(await frame.evaluate(leftBehind)));
    }
    left.push(`pages ${pages.map((page) => page.url()).join(" ")}`);
    const lives = [...this.documents.values()].flatMap(({ main, hover, prevented, ticks }) => [
      ...main,
      ...hover,
      ...prevented,
      // A frame's size is news to it, or is not, depending on what comes first: its page or its place.
      ...[...ticks].filter((one) => !one.includes(" resize ") || main[0].includes(" top ")).sort(),
    ]);
    const lines = [...lives, ...this.happened, ...left];
    return lines.map((line) => line.replaceAll(address, "SITE"));
  }
}

/**
 * Where two runs differ: the lines of a shortest edit, at most so many.
 *
 * @param {string[]} without
 * @param {string[]} with_
 */
export function differences(without, with_, most = 20) {
  /** @type {string[]} */
  const found = [];
  let [a, b] = [0, 0];
  while (a < without.length || b < with_.length) {
    if (without[a] === with_[b]) {
      [a, b] = [a + 1, b + 1];
      continue;
    }
    const inB = with_.indexOf(without[a], b);
    const inA = without.indexOf(with_[b], a);
    if (a < without.length && (inB < 0 || (inA >= 0 && inA - a <= inB - b))) found.push(`missing: ${without[a++]}`);
    else found.push(`added: ${with_[b++]}`);
    if (found.length >= most) break;
  }
  return found.map((line) => line.slice(0, 400));
}
