/** A guide as people read it: the server's page, in a browser of their own. */

import { click } from "./input.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("./server.mjs").Server} Server */

/**
 * @typedef {object} ReadStep
 * @property {string} title With `**` around the target and `*` around its surroundings.
 * @property {string} words All words of the step, as one line.
 * @property {number[]} picture Width and height of the picture shown, empty when there is none.
 */

/**
 * Signs in with the link that the server printed when it started.
 *
 * @param {Page} page
 * @param {Server} server
 */
export async function signIn(page, server) {
  await page.goto(server.signIn);
  await click(page, page.getByRole("button", { name: "Sign in" }));
  await page.waitForURL((url) => !url.href.startsWith(server.signIn));
}

/**
 * Opens a guide and reads its steps, once all pictures are there. The page must be signed in.
 *
 * @param {Page} page
 * @param {Server} server
 * @param {string} id
 * @returns {Promise<ReadStep[]>}
 */
export async function readGuide(page, server, id) {
  await page.goto(`${server.address}/w/${id}`);
  const steps = await page.locator("li.step").evaluateAll(async (items) => {
    /** @type {(node: ChildNode) => string} */
    const marked = (node) => {
      const text = node.textContent ?? "";
      if (node.nodeName === "STRONG") return `**${text}**`;
      return node.nodeName === "EM" ? `*${text}*` : text;
    };
    const read = [];
    for (const item of /** @type {HTMLElement[]} */ (items)) {
      const title = item.querySelector(".title");
      const image = item.querySelector("img");
      if (image) {
        image.loading = "eager";
        await image.decode();
      }
      read.push({
        title: title ? [...title.childNodes].map(marked).join("") : "",
        words: item.innerText.replace(/\s+/g, " "),
        picture: image ? [image.naturalWidth, image.naturalHeight] : [],
      });
    }
    return read;
  });
  return steps;
}
