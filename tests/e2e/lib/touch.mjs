/** Fingers, through the DevTools protocol. */

import { rectOf } from "./input.mjs";
import { pause } from "./wait.mjs";

/** @typedef {import("./person.mjs").Person} Person */
/** @typedef {import("playwright-core").Locator} Locator */
/** @typedef {import("playwright-core").CDPSession} CDPSession */

/** How far a finger moves at a time (CSS pixels), and how long that takes (ms). */
const MOVE = { by: 20, each: 16 };
/** Where in an element a swipe begins, as a part of its size. */
const BEGIN = { x: 0.5, y: 0.9 };

/** Turns the mouse into a finger while something is done. @param {Person} person @param {(session: CDPSession) => Promise<unknown>} act */
export async function withTouch({ page }, act) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setTouchEmulationEnabled", { enabled: true });
  try {
    await act(session);
  } finally {
    await session.detach();
  }
}

/**
 * A finger on a target.
 *
 * @param {CDPSession} session
 * @param {Person} person
 * @param {Locator} target
 */
export async function tap(session, person, target) {
  await person.look();
  const rect = await rectOf(target);
  await touch(session, "touchStart", { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 });
  await pause(60);
  await touch(session, "touchEnd");
  return rect;
}

/**
 * A finger that goes down on an element and moves up or down.
 *
 * @param {CDPSession} session
 * @param {Locator} target
 * @param {number} by CSS pixels, down.
 */
export async function swipe(session, target, by) {
  const rect = await rectOf(target);
  const at = { x: rect.x + rect.width * BEGIN.x, y: rect.y + rect.height * BEGIN.y };
  await touch(session, "touchStart", at);
  for (let moved = MOVE.by; moved <= Math.abs(by); moved += MOVE.by) {
    await touch(session, "touchMove", { x: at.x, y: at.y + Math.sign(by) * moved });
    await pause(MOVE.each);
  }
  await touch(session, "touchEnd");
}

/** @param {CDPSession} session @param {"touchStart" | "touchMove" | "touchEnd"} type @param {{x: number, y: number}} [at] */
function touch(session, type, at) {
  return session.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [at] : [] });
}
