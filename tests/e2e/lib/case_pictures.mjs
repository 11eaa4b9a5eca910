/** Whether a case's pictures show its page, with each target as it was before its action. */

/** @typedef {import("./case_site.mjs").Read} Read */
/** @typedef {import("./person.mjs").Expected} Expected */
/** @typedef {{server: import("./server.mjs").Server, pictures: import("./pictures.mjs").Pictures}} Tools */

/** What has been acted on has this colour. */
const DONE = [0xdd, 0, 0];
/** How far that colour may be off: nothing else is as red. */
const DONE_LIMIT = 40;
/** How far a colour may be off in a stored picture, of 255: less than two papers are apart. */
const LIMIT = 7;
/** How far shares of the colours may be off where a dialog darkens the paper. */
const SHADE_LIMIT = 0.03;
/** Where in a target its colour is looked for, as parts of its width and height: most words leave one of them free. */
const SPOTS = [[0.05, 0.5], [0.7, 0.5], [0.95, 0.5], [0.5, 0.1], [0.05, 0.1], [0.95, 0.9]];

/**
 * Which steps have no picture, and what is wrong with those that there are.
 *
 * @param {Tools} tools
 * @param {Read} one
 * @param {string} id The workflow's.
 * @param {any[]} steps
 * @param {Expected[]} expected
 */
export async function lookAtPictures({ server, pictures }, one, id, steps, expected) {
  const [missing, misleading] = [/** @type {string[]} */ ([]), /** @type {string[]} */ ([])];
  for (const [nth, { seq, picture, target, action, page }] of steps.entries()) {
    if (!picture?.sha256) {
      missing.push(`step ${seq} has no picture: ${picture?.missing}`);
      continue;
    }
    const { bytes } = await server.picture(id, picture.sha256);
    const { x = 0, y = 0, width = 0, height = 0 } = target?.rect ?? {};
    const spots = SPOTS.map(([right, down]) => ({
      x: Math.round((x + width * right) * picture.scale),
      y: Math.round((y + height * down) * picture.scale),
    }));
    const [paper, ...colours] = await pictures.pixels(bytes, [{ x: 3, y: 3 }, ...spots]);
    const wrong = [];
    const own = new URL(page.url).pathname === `/${one.folder}/page.html`;
    if (own && !isPaper(paper, one)) wrong.push(`shows another page: ${paper} instead of ${one.paper}`);
    const toggle = action.value?.kind === "checked";
    if (target && !toggle && colours.some((colour) => isNear(colour, DONE, DONE_LIMIT))) wrong.push("shows what came after it");
    const seen = expected[nth]?.seen;
    if (seen && !colours.some((colour) => isNear(colour, seen))) wrong.push(`does not show its target: ${colours.join("; ")}`);
    if (wrong.length > 0) misleading.push(`step ${seq} ${wrong.join(", ")}`);
  }
  return { missing, misleading };
}

/** @param {number[]} colour @param {number[]} wanted */
function isNear(colour, wanted, limit = LIMIT) {
  return wanted.every((value, nth) => Math.abs(value - colour[nth]) <= limit);
}

/** @param {number[]} colour @param {Read} one */
function isPaper(colour, { paper, shaded }) {
  if (isNear(colour, paper)) return true;
  const share = colour[0] / paper[0];
  return Boolean(shaded) && share < 1 && paper.every((value, nth) => Math.abs(colour[nth] / value - share) <= SHADE_LIMIT);
}
