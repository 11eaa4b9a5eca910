/**
 * A person's input through the DevTools protocol, with the moment of each press and release. (tests/e2e/lib/input.mjs
 * is for people's work; here nothing may happen between the press and the end of the window but the input itself.)
 */

import { pause } from "../../e2e/lib/wait.mjs";
import { clock } from "./trace.mjs";

/** @typedef {import("playwright-core").CDPSession} CDPSession */
/** @typedef {{x: number, y: number}} Point */

/** How long a button and a key stay down, and how long the window stays open after the release (ms). */
const HOLD = 50;
export const AFTER = 100;
/** A wheel has no release, and its smooth scrolling goes on for a while. */
const AFTER_WHEEL = 250;

/**
 * @typedef {object} Input
 * @property {"click" | "key" | "scroll"} kind
 * @property {number} from On the trace's clock (µs).
 * @property {number} to The release and `AFTER`.
 * @property {string} event The event that the page must have got.
 */

/**
 * @param {CDPSession} session
 * @param {Point} at
 * @returns {Promise<Input>}
 */
export async function click(session, { x, y }) {
  await session.send("Input.dispatchMouseEvent", { type: "mouseMoved", x, y });
  await pause(60);
  const from = clock();
  await session.send("Input.dispatchMouseEvent", { type: "mousePressed", x, y, button: "left", clickCount: 1 });
  await pause(HOLD);
  await session.send("Input.dispatchMouseEvent", { type: "mouseReleased", x, y, button: "left", clickCount: 1 });
  return window("click", from, "mousedown", AFTER);
}

/**
 * @param {CDPSession} session
 * @param {string} letter
 * @returns {Promise<Input>}
 */
export async function key(session, letter) {
  const code = {
    key: letter,
    code: `Key${letter.toUpperCase()}`,
    windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0),
  };
  const from = clock();
  await session.send("Input.dispatchKeyEvent", { type: "keyDown", text: letter, ...code });
  await pause(HOLD);
  await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...code });
  return window("key", from, "keydown", AFTER);
}

/**
 * @param {CDPSession} session
 * @param {Point} at
 * @param {number} by CSS pixels, down.
 * @returns {Promise<Input>}
 */
export async function scroll(session, { x, y }, by) {
  const from = clock();
  await session.send("Input.dispatchMouseEvent", { type: "mouseWheel", x, y, deltaX: 0, deltaY: by });
  return window("scroll", from, "scroll", AFTER_WHEEL);
}

/**
 * Waits until the window of an input is over.
 *
 * @param {Input["kind"]} kind
 * @param {number} from
 * @param {string} event
 * @param {number} after
 * @returns {Promise<Input>}
 */
async function window(kind, from, event, after) {
  const to = clock() + after * 1000;
  await pause(after + 20);
  return { kind, from, to, event };
}
