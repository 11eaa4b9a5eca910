/**
 * Whether people can use a page: axe-core's rules, and the way of the Tab key. Everything goes through the protocol, so
 * that the toolbar's popup is looked at as a tab is, and no page's policy is in the way.
 */

import axe from "axe-core";
import { pause } from "./wait.mjs";

/** @typedef {(method: string, params?: object) => Promise<any>} Send A protocol session of one page. */

export const SCHEMES = /** @type {const} */ (["light", "dark"]);

/** What keeps people from using a page, by axe-core's own scale. */
const GRAVE = ["serious", "critical"];

/**
 * The session of a page that Playwright has; another has its own (`Target.send`).
 *
 * @param {import("playwright-core").Page} page
 * @returns {Promise<Send>}
 */
export async function sessionOf(page) {
  const session = await page.context().newCDPSession(page);
  return (method, params) => /** @type {any} */ (session).send(method, params);
}

/**
 * Shows the page as a person has it who likes light or dark pages, without movement: colours on their way have no
 * contrast that could be measured.
 *
 * @param {Send} send
 * @param {"light" | "dark"} scheme
 */
export async function prefer(send, scheme) {
  const features = [
    { name: "prefers-color-scheme", value: scheme },
    { name: "prefers-reduced-motion", value: "reduce" },
  ];
  await send("Emulation.setEmulatedMedia", { features });
}

/**
 * The grave findings of axe-core, each as one line.
 *
 * @param {Send} send
 * @returns {Promise<string[]>}
 */
export async function findings(send) {
  await evaluate(send, `${axe.source}; undefined`);
  const { violations } = await evaluate(send, "axe.run(document, { resultTypes: ['violations'] })");
  return violations
    .filter((/** @type {any} */ one) => GRAVE.includes(one.impact))
    .flatMap((/** @type {any} */ one) =>
      one.nodes.map((/** @type {any} */ node) => `${one.id}: ${node.html} (${node.any[0]?.message ?? one.help})`),
    );
}

/**
 * @typedef {object} Stop
 * @property {string} what The control's beginning tag.
 * @property {boolean} seen Whether it can be seen that it has the focus.
 * @property {boolean} free Whether nothing lies over it.
 */

/**
 * Presses Tab from the page's beginning until the focus leaves the page or comes round.
 *
 * @param {Send} send
 * @returns {Promise<{stops: Stop[], missed: string[]}>} `missed`: controls that Tab did not come to, and those that it
 *   came to out of their order.
 */
export async function tabThrough(send) {
  await send("Emulation.setFocusEmulationEnabled", { enabled: true });
  await evaluate(send, `(${begin})()`);
  /** @type {Stop[]} */
  const stops = [];
  for (let turn = 0; turn < 200; turn += 1) {
    const key = { key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 };
    await send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key });
    await send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
    const stop = await evaluate(send, `(${arrive})()`);
    if (!stop) return { stops, missed: await evaluate(send, `(${left})()`) };
    stops.push(stop);
    await pause(5);
  }
  throw new Error(`Tab comes to no end: ${stops.map((stop) => stop.what).join(" ")}`);
}

/** In the page: puts the focus before everything, and notes what Tab must come to. */
function begin() {
  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const all = [...document.querySelectorAll(controls)].filter((one) => !one.matches(":disabled") && one.checkVisibility());
  // Of radio buttons Tab comes to one; the arrow keys go on to the others.
  const radio = (/** @type {Element} */ one) => one instanceof HTMLInputElement && one.type === "radio";
  Object.assign(globalThis, { wanted: all.filter((one) => !radio(one) || one.matches(":checked")), reached: [] });
  // Tab goes on from the last focus or press; the page's beginning is focused to have it begin there.
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  scrollTo(0, 0);
}

/** In the page: what has the focus now; nothing when it is where it was before. */
function arrive() {
  const { reached } = /** @type {any} */ (globalThis);
  const now = document.activeElement;
  if (!now || now === document.body || now === document.documentElement || reached.includes(now)) return null;
  reached.push(now);
  // A ring around the control itself, around what stands for it, or around what it is a part of.
  const around = [now, now.nextElementSibling, now.closest("li"), now.parentElement?.querySelector("label")];
  const seen = around.some((one) => {
    if (!one) return false;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\)$|transparent/.test(outlineColor);
  });
  const { x, y, width, height } = now.getBoundingClientRect();
  const hit = document.elementFromPoint(x + width / 2, y + height / 2);
  const shown = around.some((one) => one && hit && (one.contains(hit) || hit.contains(one)));
  return { what: now.outerHTML.slice(0, now.outerHTML.indexOf(">") + 1), seen, free: shown };
}

/** In the page: what Tab did not come to, or not in the order of the page. */
function left() {
  const { wanted, reached } = /** @type {{wanted: Element[], reached: Element[]}} */ (/** @type {any} */ (globalThis));
  const tag = (/** @type {Element} */ one) => one.outerHTML.slice(0, one.outerHTML.indexOf(">") + 1);
  const missed = wanted.filter((one) => one.isConnected && !reached.includes(one)).map((one) => `not reached: ${tag(one)}`);
  const late = reached.filter((one, at) => at > 0 && one.compareDocumentPosition(reached[at - 1]) & Node.DOCUMENT_POSITION_FOLLOWING);
  return [...missed, ...late.map((one) => `out of order: ${tag(one)}`)];
}

/**
 * @param {Send} send
 * @param {string} expression
 */
async function evaluate(send, expression) {
  const { result, exceptionDetails } = await send("Runtime.evaluate", {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}
