/**
 * A person at the mouse and the keyboard. Everything goes in as raw input of the DevTools protocol, which Chromium
 * handles as it handles a device's; nothing here calls `element.click()`, `fill()` or another way round.
 */

import { once } from "node:events";
import { pause } from "./wait.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */
/** @typedef {{x: number, y: number, width: number, height: number}} Rect */

/** How long a person holds a button of the mouse down (ms). */
const HOLD = 80;
/** In how many steps a person drags, the time for each, and the rest before letting go (ms). */
const DRAG = { steps: 8, each: 40, rest: 120 };
/** How long a person looks into a dialog of the system (ms). */
const LOOK = 300;
/** How long a person holds a key down, and the gap to the next (ms). The demo's person types faster. */
export const KEYS = { hold: 20, gap: 15 };

/**
 * The rectangle of an element in the coordinates of its page's viewport, at rest.
 *
 * @param {Locator} target
 * @returns {Promise<Rect>}
 */
export async function rectOf(target) {
  let last = await target.boundingBox();
  for (let turn = 0; turn < 100; turn += 1) {
    await pause(20);
    const next = await target.boundingBox();
    if (last && next && JSON.stringify(last) === JSON.stringify(next)) return next;
    last = next;
  }
  throw new Error(`The target ${target} has no rectangle that comes to rest`);
}

/**
 * Turns the wheel until the target is in view, and returns its rectangle.
 *
 * @param {Page} page
 * @param {Locator} target
 */
export async function reach(page, target) {
  const height = await page.evaluate(() => innerHeight);
  for (let turn = 0; turn < 30; turn += 1) {
    const rect = await rectOf(target);
    if (rect.y >= 0 && rect.y + Math.min(rect.height, height) <= height) return rect;
    await page.mouse.wheel(0, rect.y < 0 ? rect.y - 100 : Math.min(rect.y + rect.height - height + 100, height / 2));
  }
  throw new Error(`The wheel does not bring ${target} into view`);
}

/**
 * Moves the mouse to the middle of a target, scrolled into view, and rests there.
 *
 * @param {Page} page
 * @param {Locator} target
 * @param {{x: number, y: number}} [at] An offset from the target's corner instead of its middle.
 * @returns {Promise<Rect>} Where the target is.
 */
export async function hover(page, target, at) {
  const rect = await reach(page, target);
  await page.mouse.move(rect.x + (at?.x ?? rect.width / 2), rect.y + (at?.y ?? rect.height / 2), { steps: 4 });
  return rect;
}

/**
 * Moves to the middle of a target, presses, holds, lets go.
 *
 * @param {Page} page
 * @param {Locator} target
 * @param {{button?: "left" | "middle" | "right", count?: number, modifiers?: string[], hold?: number,
 *   at?: {x: number, y: number}}} [options] `count: 2` is a double click; `at` is an offset from the target's corner.
 */
export async function click(page, target, { button = "left", count = 1, modifiers = [], hold = HOLD, at } = {}) {
  await hover(page, target, at);
  for (const key of modifiers) await page.keyboard.down(key);
  for (let nth = 1; nth <= count; nth += 1) {
    await page.mouse.down({ button, clickCount: nth });
    await pause(hold);
    await page.mouse.up({ button, clickCount: nth }).catch((error) => {
      // A window may close itself with the click in it.
      if (!page.isClosed()) throw error;
    });
    if (nth < count) await pause(60);
  }
  for (const key of modifiers.toReversed()) await page.keyboard.up(key);
}

/**
 * Types text key by key into what has the focus.
 *
 * @param {Page} page
 * @param {string} text
 */
export async function type(page, text) {
  for (const key of text) {
    // What has no key on the protocol's keyboard arrives as it does from a key map: as text without a key.
    if (/^[\x20-\x7e]$/.test(key)) await press(page, key);
    else await page.keyboard.insertText(key);
  }
}

/**
 * Presses a key or a chord ("Enter", "a", "Control+k").
 *
 * @param {Page} page
 * @param {string} chord
 * @param {{times?: number}} [options]
 */
export async function press(page, chord, { times = 1 } = {}) {
  const keys = chord === "+" ? ["+"] : chord.split("+");
  const key = keys.pop() ?? "";
  for (let turn = 0; turn < times; turn += 1) {
    for (const held of keys) await page.keyboard.down(held);
    await page.keyboard.down(key);
    await pause(KEYS.hold);
    await page.keyboard.up(key);
    for (const held of keys.toReversed()) await page.keyboard.up(held);
    await pause(KEYS.gap);
  }
}

/**
 * Clicks into a text field, goes to its end, and types.
 *
 * @param {Page} page
 * @param {Locator} field
 * @param {string} text
 */
export async function clickAndType(page, field, text) {
  await click(page, field);
  await press(page, "End");
  await type(page, text);
}

/**
 * Chooses an option of a closed `select` by the keyboard alone: Tab leads to it, the arrow keys from option to option.
 *
 * @param {Page} page
 * @param {Locator} select It must be reached by Tab from where the focus is now.
 * @param {string} label
 * @returns {Promise<Rect[]>} What had the focus on the way.
 */
export async function chooseByKeyboard(page, select, label) {
  const passed = await tabTo(page, select);
  await arrowTo(page, select, label);
  return passed;
}

/**
 * Opens a `select` with the mouse and chooses an option with the arrow keys and Enter. (The open list is a window of
 * its own, which the protocol's mouse does not reach; its keys do.)
 *
 * @param {Page} page
 * @param {Locator} select
 * @param {string} label
 */
export async function chooseByMouseAndKeys(page, select, label) {
  await click(page, select);
  await arrowTo(page, select, label);
  await press(page, "Enter");
}

/**
 * @param {Page} page
 * @param {Locator} select
 * @param {string} label
 */
async function arrowTo(page, select, label) {
  const labels = await select.locator("option").allTextContents();
  const from = await select.evaluate((node) => /** @type {HTMLSelectElement} */ (node).selectedIndex);
  const to = labels.findIndex((one) => one.trim() === label);
  if (to < 0) throw new Error(`The select ${select} has no option ${label}`);
  await press(page, to > from ? "ArrowDown" : "ArrowUp", { times: Math.abs(to - from) });
}

/**
 * Presses Tab until the focus is on the target.
 *
 * @param {Page} page
 * @param {Locator} target
 * @returns {Promise<Rect[]>} What had the focus on the way, in the frame that shows it.
 */
export async function tabTo(page, target) {
  const passed = [];
  for (let turn = 0; turn < 40; turn += 1) {
    if (await target.evaluate((node) => node.matches(":focus"))) return passed;
    await press(page, "Tab");
    passed.push(await target.evaluate(focused));
  }
  throw new Error(`Tab does not lead to ${target}`);
}

/** Where the focus is (runs in the page). @returns {Rect} */
function focused() {
  const { x, y, width, height } = (document.activeElement ?? document.body).getBoundingClientRect();
  return { x, y, width, height };
}

/**
 * Enters text through an input method: composed in parts, then committed.
 *
 * @param {Page} page
 * @param {string[]} parts What stands underlined, one after the other.
 * @param {string} text What is committed.
 */
export async function compose(page, parts, text) {
  const session = await page.context().newCDPSession(page);
  for (const part of parts) {
    await session.send("Input.imeSetComposition", {
      text: part,
      selectionStart: part.length,
      selectionEnd: part.length,
    });
    await pause(40);
  }
  await session.send("Input.insertText", { text });
  await session.detach();
}

/**
 * Pastes text: it is put on the clipboard, and Ctrl+V is pressed.
 *
 * @param {Page} page
 * @param {string} text
 */
export async function paste(page, text) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((value) => navigator.clipboard.writeText(value), text);
  await press(page, "Control+v");
}

/**
 * Opens the browser's file dialog with a click, and chooses there. (The dialog is a window of the system, so the
 * protocol answers for it; the page hears the browser's own events.)
 *
 * @param {Page} page
 * @param {Locator} opener
 * @param {string[]} files
 */
export async function chooseFiles(page, opener, files) {
  const session = await page.context().newCDPSession(page);
  await session.send("Page.enable");
  await session.send("Page.setInterceptFileChooserDialog", { enabled: true });
  const opened = once(session, "Page.fileChooserOpened");
  await click(page, opener);
  const [{ backendNodeId }] = await opened;
  await pause(LOOK);
  await session.send("DOM.setFileInputFiles", { files, backendNodeId });
  await session.send("Page.setInterceptFileChooserDialog", { enabled: false });
  await session.detach();
}

/**
 * Files come from another window and are dropped.
 *
 * @param {Page} page
 * @param {Locator} target
 * @param {string[]} files
 */
export async function dropFiles(page, target, files) {
  const rect = await rectOf(target);
  const session = await page.context().newCDPSession(page);
  const place = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
  for (const type of /** @type {const} */ (["dragEnter", "dragOver", "drop"])) {
    await session.send("Input.dispatchDragEvent", {
      type,
      ...place,
      data: { items: [], files, dragOperationsMask: 1 },
    });
    await pause(60);
  }
  await session.detach();
}

/**
 * Presses on a source, moves and lets go.
 *
 * @param {Page} page
 * @param {Locator} source
 * @param {Locator | {x: number, y: number}} to A target, or a place relative to the source's middle.
 */
export async function drag(page, source, to) {
  const from = await hover(page, source);
  const middle = { x: from.x + from.width / 2, y: from.y + from.height / 2 };
  let end;
  if ("x" in to) end = { x: middle.x + to.x, y: middle.y + to.y };
  else {
    const rect = await rectOf(to);
    end = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
  }
  await page.mouse.down();
  await pause(HOLD);
  for (let step = 1; step <= DRAG.steps; step += 1) {
    const way = step / DRAG.steps;
    await page.mouse.move(middle.x + (end.x - middle.x) * way, middle.y + (end.y - middle.y) * way);
    await pause(DRAG.each);
  }
  await pause(DRAG.rest);
  await page.mouse.up();
}
