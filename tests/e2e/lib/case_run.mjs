/** Does the work of several cases in one tab, as one recording, and the same work without the recorder at its side. */

import { Behaviour } from "./behaviour.mjs";
import { Browser } from "./browser.mjs";
import { CaseSite } from "./case_site.mjs";
import { Panel } from "./panel.mjs";
import { Person } from "./person.mjs";
import { pause } from "./wait.mjs";

/** @typedef {import("./case_site.mjs").Read} Read */
/** @typedef {import("playwright-core").Page} Page */

/**
 * @typedef {object} Outcome What became of one case in one run.
 * @property {import("./person.mjs").Expected[]} expected
 * @property {string[]} behaviour
 * @property {string[]} requests
 * @property {unknown} [failed] What kept the person from going on.
 */

/** What a page may still have to do after the last action (ms). */
const SETTLE = 200;
/** What the second window of a browser without the panel shows. */
const OTHER = "about:blank#other";

/** A browser and the site that it works on. */
export class Workplace {
  /** @param {Read[]} cases @param {{extension: null} | {}} [options] */
  static async open(cases, options = {}) {
    const [browser, site] = await Promise.all([Browser.launch(options), CaseSite.open(cases)]);
    return new Workplace(browser, site, await Behaviour.watch(browser.context));
  }

  /** @param {Browser} browser @param {CaseSite} site @param {Behaviour} behaviour */
  constructor(browser, site, behaviour) {
    this.browser = browser;
    this.site = site;
    this.behaviour = behaviour;
  }

  /**
   * The work of some cases in a new tab, recorded or not.
   *
   * @param {Read[]} cases
   * @param {{recorded: boolean}} options
   * @returns {Promise<Map<Read, Outcome>>}
   */
  async work(cases, { recorded }) {
    const page = await this.browser.open(this.site.url("/start"));
    const panel = recorded ? await Panel.openWindow(this.browser, await this.browser.tabIdOf(page)) : null;
    await panel?.start();
    if (!panel) await this.otherWindow();
    await page.bringToFront();
    const outcomes = new Map();
    for (const one of cases) outcomes.set(one, await this.one(one, page, recorded));
    await panel?.stop();
    for (const open of this.browser.context.pages().slice(1)) await open.close();
    return outcomes;
  }

  /**
   * One case, from the address typed to the last look.
   *
   * @param {Read} one
   * @param {Page} page
   * @param {boolean} recorded
   * @returns {Promise<Outcome>}
   */
  async one(one, page, recorded) {
    const person = new Person(page);
    /** @type {Outcome} */
    const outcome = { expected: person.expected, behaviour: [], requests: [] };
    const asked = this.site.requests.length;
    try {
      // What the pointer happens to be over would be told to the page.
      await page.mouse.move(1, 1);
      if (recorded || !one.only) await one.before?.(this.browser, page);
      this.behaviour.begin();
      await page.goto(this.site.url(`/${one.folder}/page.html`));
      if (recorded || !one.only) await one.act(person);
      await pause(SETTLE);
      outcome.behaviour = await this.behaviour.end(this.site.address);
    } catch (error) {
      outcome.failed = error;
    }
    // Files of one page are asked for side by side: their order says nothing. The icon the browser asks for by itself.
    const requests = this.site.requests.slice(asked).filter(({ path }) => path !== "/favicon.ico");
    outcome.requests = requests.map(({ method, path, body }) => `${method} ${path} ${body}`).toSorted();
    if (recorded || !one.only) await one.after?.(this.browser, page);
    await this.alone(page);
    return outcome;
  }

  /** A second window, as the panel is one: a page is told of focus by it. */
  async otherWindow() {
    const session = await this.browser.context.newCDPSession(this.browser.context.pages()[0]);
    const opened = this.browser.context.waitForEvent("page");
    await session.send("Target.createTarget", { url: OTHER, newWindow: true, background: true });
    await (await opened).waitForLoadState();
    await session.detach();
  }

  /** Closes what a case has opened beside its tab. @param {Page} page */
  async alone(page) {
    const opened = (/** @type {Page} */ one) =>
      one !== page && !one.url().startsWith("chrome-extension:") && one.url() !== OTHER;
    for (const one of this.browser.context.pages().slice(1).filter(opened)) await one.close();
    await page.bringToFront();
  }

  /** Ends the browser and its site. */
  async close() {
    await Promise.all([this.browser.close(), this.site.close()]);
  }
}

/**
 * The steps of each case: those after the step that goes to its page.
 *
 * @param {Read[]} cases
 * @param {any[]} steps
 * @returns {Map<Read, {step: any, at: number}[]>}
 */
export function divide(cases, steps) {
  /** @type {Map<Read, {step: any, at: number}[]>} */
  const divided = new Map();
  let next = 0;
  let current = /** @type {{step: any, at: number}[]} */ ([]);
  steps.forEach((step, at) => {
    const ahead = cases.findIndex((one, nth) => nth >= next && new URL(step.action.url ?? "x:").pathname === `/${one.folder}/page.html`);
    if (step.action.type !== "navigate" || ahead < 0) return void current.push({ step, at });
    current = [];
    divided.set(cases[ahead], current);
    next = ahead + 1;
  });
  return divided;
}
