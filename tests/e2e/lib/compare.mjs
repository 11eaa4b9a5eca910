/** Whether a recorded workflow says and shows what was done. */

/** @typedef {import("../../django/perform.mjs").Done} Done */
/** @typedef {import("./input.mjs").Rect} Rect */

/** How far a recorded rectangle may be from the measured one (CSS pixels). */
const RECT_LIMIT = 2;
/** The part of a picture's pixels, outside what is masked, that may differ: carets, focus rings, hover shades. */
const PAGE_LIMIT = 0.01;
/** How far a channel of a pixel may be off, of 255: a lossy codec, and the shade of a button under the pointer. */
const SHADE = 56;
/** The same for the target's own area, where the act itself shows. */
const TARGET_LIMIT = 0.05;

/**
 * The expected titles as text, so that a difference reads well: where a pattern matches the recorded title it is
 * replaced by that title.
 *
 * @param {Done[]} done
 * @param {string[]} titles
 */
export function expectedTitles(done, titles) {
  return done.map(({ expected: { title } }, at) => {
    if (typeof title === "string") return title;
    return title.test(titles[at] ?? "") ? titles[at] : String(title);
  });
}

/**
 * What is wrong with a step's facts: kind of action, target, rectangle, tab.
 *
 * @param {Done} done
 * @param {any} step
 * @returns {string[]}
 */
export function wrongFacts({ expected, rect, tab }, step) {
  const wrong = [];
  const note = (/** @type {boolean} */ right, /** @type {string} */ words) =>
    void (right || wrong.push(`${step.seq}: ${words}`));
  const target = step.target ?? { role: "", name: "", rect: {} };
  note(step.action.type === expected.action, `action ${step.action.type} instead of ${expected.action}`);
  note(expected.role.split("|").includes(target.role), `role ${target.role} instead of ${expected.role}`);
  const named = typeof expected.name === "string" ? target.name === expected.name : expected.name.test(target.name);
  note(named, `name "${target.name}" instead of ${expected.name}`);
  note(step.page.tab === tab, `tab ${step.page.tab} instead of ${tab}`);
  for (const side of /** @type {const} */ (["x", "y", "width", "height"])) {
    const off = Math.abs(target.rect[side] - rect[side]);
    note(off <= RECT_LIMIT, `the target's ${side} is ${target.rect[side]}, measured ${rect[side]}`);
  }
  return wrong;
}

/**
 * What is wrong with a step's picture, compared with what was on the screen.
 *
 * @param {Done} done
 * @param {any} step
 * @param {Buffer} picture
 * @param {import("./pictures.mjs").Pictures} pictures
 * @returns {Promise<string[]>}
 */
export async function wrongPicture(done, step, picture, pictures) {
  const { masks, moment, width, height, scale } = step.picture;
  const wrong = [];
  const size = await pictures.size(picture);
  if (size.width !== width || size.height !== height) {
    wrong.push(`${step.seq}: the picture is ${size.width}×${size.height}, the step says ${width}×${height}`);
  }
  const toggled = step.action.value?.kind === "checked";
  if (toggled && moment !== "after") wrong.push(`${step.seq}: a toggle is shown ${moment} it flips`);
  // A field that is typed in or chosen from is right empty, focused or filled.
  const shots = toggled ? done.after : [...done.before, ...done.after];
  const near = grown(done.rect, 4);
  const tries = [];
  for (const shot of shots) {
    const page = await pictures.compare(picture, shot, { without: [...masks, near], tolerance: SHADE });
    const target = await pictures.compare(picture, shot, { within: near, without: masks, tolerance: SHADE });
    tries.push({ page: page.share, target: target.share });
  }
  if (!tries.some((one) => one.page <= PAGE_LIMIT && one.target <= TARGET_LIMIT)) {
    const shares = tries.map((one) => `${percent(one.page)} of the page, ${percent(one.target)} of the target`);
    wrong.push(`${step.seq}: the picture (${moment}) is not what was on the screen: ${shares.join("; ")}`);
  }
  if (step.action.value?.kind === "secret") {
    wrong.push(...(await unmasked(done.rect, step, picture, pictures, scale)));
  }
  return wrong;
}

/** How much the colour of a mask may vary in the stored picture, of 255. */
const MASK_SPREAD = 40;

/**
 * Whether the field of a secret is covered, and by one colour.
 *
 * @param {Rect} rect
 * @param {any} step
 * @param {Buffer} picture
 * @param {import("./pictures.mjs").Pictures} pictures
 * @param {number} scale
 */
async function unmasked(rect, step, picture, pictures, scale) {
  const inner = grown(rect, -2);
  const covers = (/** @type {Rect} */ mask) =>
    mask.x <= inner.x &&
    mask.y <= inner.y &&
    mask.x + mask.width >= inner.x + inner.width &&
    mask.y + mask.height >= inner.y + inner.height;
  if (!step.picture.masks.some(covers)) return [`${step.seq}: no mask covers the secret field`];
  const points = [];
  for (let x = inner.x; x < inner.x + inner.width; x += 3) {
    for (let y = inner.y; y < inner.y + inner.height; y += 3)
      points.push({ x: Math.round(x * scale), y: Math.round(y * scale) });
  }
  const colours = await pictures.pixels(picture, points);
  // A lossy codec shades a solid area a little near its edges; writing under it would differ by far more.
  const spread = Math.max(
    ...[0, 1, 2].map((channel) => {
      const values = colours.map((colour) => colour[channel]);
      return Math.max(...values) - Math.min(...values);
    }),
  );
  return spread <= MASK_SPREAD ? [] : [`${step.seq}: the mask over the secret field varies by ${spread} of 255`];
}

/** @param {Rect} rect @param {number} by */
function grown({ x, y, width, height }, by) {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** @param {number} share */
function percent(share) {
  return `${(share * 100).toFixed(2)} %`;
}
