/**
 * The person of a case: the hands of `input.mjs`, which note with each action the step that it must become. The same
 * actions are done with and without the recorder.
 */

import {
  chooseByMouseAndKeys, chooseFiles, click, compose, drag, dropFiles, hover, paste, press, rectOf, tabTo, type,
} from "./input.mjs";
import { pause } from "./wait.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */
/** @typedef {import("./input.mjs").Rect} Rect */
/** @typedef {string | RegExp} Title */
/** @typedef {[number, number, number]} Colour */

/**
 * @typedef {object} Expected
 * @property {Title} title
 * @property {Rect | null} rect In CSS pixels of the tab's viewport.
 * @property {Colour} [seen] The target's ground in the right picture.
 */

/** The time in which a person looks before the next action (ms). */
const LOOK = 350;

/** One who works in one tab; `at` gives the same person in another. */
export class Person {
  /** @param {Page} page @param {Expected[]} [expected] */
  constructor(page, expected = []) {
    this.page = page;
    /** The steps that the actions so far must have become. */
    this.expected = expected;
  }

  /** @param {Page} page */
  at(page) {
    return new Person(page, this.expected);
  }

  /** Looks at the page, as people do before they act. */
  look(time = LOOK) {
    return pause(time);
  }

  /** Notes a step that the last action must become. @param {Title} title @param {Rect | null} [rect] @param {Colour} [seen] */
  expect(title, rect = null, seen) {
    this.expected.push({ title, rect, seen });
  }

  /**
   * Looks, then clicks.
   *
   * @param {Locator} target
   * @param {Title | null} title Null: the click is no step.
   * @param {Parameters<typeof click>[2] & {about?: Locator | null, rest?: number, seen?: Colour}} [options] `about`: the
   *   step's target where that is another element (null: not measured); `rest`: the look before (ms); `seen`: the ground
   *   that the target has in the right picture, where the page takes the target away.
   */
  async click(target, title, { about = target, rest, seen, ...options } = {}) {
    await this.look(rest);
    const rect = about && (await rectOf(about));
    await click(this.page, target, options);
    if (title) this.expect(title, rect, seen);
  }

  /**
   * Drags a target onto another, or by a way.
   *
   * @param {Locator} source
   * @param {Parameters<typeof drag>[2]} to
   * @param {Title} title
   * @param {{about?: Locator | null}} [options]
   */
  async drag(source, to, title, { about = source } = {}) {
    await this.look();
    const rect = about && (await rectOf(about));
    await drag(this.page, source, to);
    this.expect(title, rect);
  }

  /**
   * Chooses files of this machine in the browser's dialog, opened by a click; or drops them.
   *
   * @param {Locator} target
   * @param {string[]} files
   * @param {Title} title
   * @param {{dropped?: boolean}} [options]
   */
  async upload(target, files, title, { dropped = false } = {}) {
    await this.look();
    await (dropped ? dropFiles : chooseFiles)(this.page, target, files);
    this.expect(title);
  }

  /**
   * Clicks into a field, types, and expects one step.
   *
   * @param {Locator} field
   * @param {string} text
   * @param {Title | null} title
   */
  async type(field, text, title) {
    await this.look();
    const rect = await rectOf(field);
    await click(this.page, field);
    await type(this.page, text);
    if (title) this.expect(title, rect);
  }

  /** @param {string} text */
  async keys(text) {
    await type(this.page, text);
  }

  /** @param {string} chord @param {Title | null} title @param {{times?: number}} [options] */
  async press(chord, title, options) {
    await this.look();
    await press(this.page, chord, options);
    if (title) this.expect(title);
  }

  /** @param {Locator} select @param {string} label @param {Title} title */
  async choose(select, label, title) {
    await this.look();
    const rect = await rectOf(select);
    await chooseByMouseAndKeys(this.page, select, label);
    this.expect(title, rect);
  }

  /** @param {Locator} target */
  async tabTo(target) {
    await this.look();
    await tabTo(this.page, target);
  }

  /** @param {Locator} target @param {Title} [title] Where it opens what comes next. */
  async hover(target, title) {
    await this.look();
    const rect = await hover(this.page, target);
    if (title) this.expect(title, rect);
  }

  /** @param {string} text */
  async paste(text) {
    await this.look();
    await paste(this.page, text);
  }

  /** @param {string[]} parts @param {string} text */
  async compose(parts, text) {
    await this.look();
    await compose(this.page, parts, text);
  }

  /** Waits for the tab or window that an action opens. @param {() => Promise<unknown>} act */
  async popup(act) {
    const opened = this.page.context().waitForEvent("page");
    await act();
    const page = await opened;
    await page.waitForLoadState();
    return this.at(page);
  }

  /** A button by its name. @param {string} name */
  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }
}
