/**
 * Who is measured, each with the same two verbs. `describe` gives plain data; `resolve` gives the element, or nothing:
 * a selector that finds none, or more than one, is no answer. (`cairnLocate` and `playwright` are put into the page.)
 */

import uniqueSelector from "@cypress/unique-selector";
import { finder } from "@medv/finder";
import { getCssSelector } from "css-selector-generator";
import { select } from "optimal-select";
import { INTERACTIVE } from "./elements.js";
import { mostSimilar, properties } from "./similo.js";

const selector = (describe) => ({
  describe,
  resolve(css) {
    const found = css ? document.querySelectorAll(css) : [];
    return found.length === 1 ? found[0] : null;
  },
});

/** The package was compiled from a module; what its default is depends on who imports it. */
const unique = uniqueSelector.default ?? uniqueSelector;

const answer = (got) => (typeof got === "string" ? null : got);

/** @type {Map<Element, any> | undefined} */
let candidates;

/** @type {Record<string, {describe: (element: Element) => any, resolve: (data: any) => Element | null}>} */
export const GENERATORS = {
  cairn: {
    describe: (element) => cairnLocate.describe(element),
    resolve: (data) => answer(cairnLocate.resolve(data, document)),
  },
  "cairn, strict": {
    describe: (element) => cairnLocate.describe(element),
    resolve: (data) => answer(cairnLocate.resolve_strictly(data, document)),
  },
  playwright: {
    describe: (element) => playwright.generateSelectorSimple(element),
    resolve(data) {
      const found = playwright.querySelectorAll(playwright.parseSelector(data), document);
      return found.length === 1 ? found[0] : null;
    },
  },
  similo: {
    describe: properties,
    resolve(data) {
      candidates ??= new Map([...document.querySelectorAll(INTERACTIVE)].map((one) => [one, properties(one)]));
      return mostSimilar(data, candidates);
    },
  },
  finder: selector((element) => finder(element)),
  "css-selector-generator": selector((element) => getCssSelector(element)),
  "optimal-select": selector((element) => select(element)),
  "unique-selector": selector((element) => unique(element)),
};
