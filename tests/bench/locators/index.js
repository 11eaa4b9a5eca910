/** What the part asks in the page: describe all, then, on a changed copy, find all again. */

import { change } from "./changes.js";
import { elements } from "./elements.js";
import { GENERATORS } from "./generators.js";

/**
 * Every element's description, and the time of each in µs. The page's layout is done before.
 *
 * @param {string} name
 * @param {number} most
 */
export function describe(name, most) {
  document.body.getBoundingClientRect();
  const all = elements(most).map((element) => {
    const start = performance.now();
    const data = GENERATORS[name].describe(element);
    return { data, time: (performance.now() - start) * 1000 };
  });
  return { data: all.map((one) => one.data), times: all.map((one) => one.time) };
}

/**
 * Changes the page and finds all described elements again: right, wrong or no answer, for each generator.
 *
 * @param {{name: string, seed: number, most: number, data: Record<string, any[]>}} asked
 */
export function found({ name, seed, most, data }) {
  const now = change(name, seed, elements(most));
  return Object.fromEntries(
    Object.entries(data).map(([generator, all]) => [
      generator,
      all.map((one, nth) => judged(GENERATORS[generator].resolve(one), now[nth])),
    ]),
  );
}

function judged(got, wanted) {
  if (!got) return "abstained";
  return got === wanted ? "right" : "wrong";
}

/** For a look at single cases: what was answered otherwise than rightly. */
export function faults({ name, seed, most, data }) {
  const before = elements(most);
  const html = before.map((element) => element.outerHTML.slice(0, 140));
  const now = change(name, seed, before);
  return data.flatMap((one, nth) => {
    const got = cairnLocate.resolve(one, document);
    return got === now[nth] ? [] : [{ nth, html: html[nth], got: got.outerHTML?.slice(0, 140) ?? got }];
  });
}
