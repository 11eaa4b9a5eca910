/** Whether a recorded workflow says and shows what was done. */

/** @typedef {import("../../django/perform.mjs").Done} Done */
/** @typedef {import("./input.mjs").Rect} Rect */

/** How far a recorded rectangle may be from the measured one (CSS pixels). */
const RECT_LIMIT = 2;
/** As many pixels may be clearly different anywhere: a cursor that blinks, a few that the codec shades otherwise. */
const SPOTS = 60;
/** The part of a button or link that may be: the shade that it has only while it is pressed. */
const PRESSED = 0.15;
/** Two screenshots show different moments when more pixels than this are clearly different. */
const MOMENT = 40;
/** At how many of those the picture must be nearer to its own moment. */
const NEARER = 0.8;
/** As many actions before and after are compared with. */
const NEIGHBOURS = 2;
/** A control that is smaller than this (CSS pixels) is shown by its edges too. */
const SMALL = 24;

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
 * What is wrong with a step's picture: it must be what was on the screen at its own moment (before the action, for
 * toggles after it), and more so than what was there at its neighbours' moments.
 *
 * @param {Done[]} done
 * @param {number} at Which of them the step is about.
 * @param {any} step
 * @param {Buffer} picture
 * @param {import("./pictures.mjs").Pictures} pictures
 * @returns {Promise<string[]>}
 */
export async function wrongPicture(done, at, step, picture, pictures) {
  const { width, height, moment, scale } = step.picture;
  const wrong = [];
  const size = await pictures.size(picture);
  if (size.width !== width || size.height !== height) {
    wrong.push(`${step.seq}: the picture is ${size.width}×${size.height}, the step says ${width}×${height}`);
  }
  const toggled = step.action.value?.kind === "checked";
  if (toggled && moment !== "after") wrong.push(`${step.seq}: a toggle is shown ${moment} it flips`);
  wrong.push(...(await wrongMoment(done, at, step, picture, pictures)));
  if (step.action.value?.kind === "secret") {
    wrong.push(...(await unmasked(done[at].rect, step, picture, pictures, scale)));
  }
  return wrong;
}

/**
 * What says that a picture shows another moment than a step's own.
 *
 * @param {Done[]} done
 * @param {number} at
 * @param {any} step
 * @param {Buffer} picture
 * @param {import("./pictures.mjs").Pictures} pictures
 * @returns {Promise<string[]>}
 */
export async function wrongMoment(done, at, step, picture, pictures) {
  const one = done[at];
  const toggled = step.action.value?.kind === "checked";
  const [own, notOwn] = toggled ? [one.after, one.before] : [one.before, one.after];
  const around = done.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1).filter((other) => other !== one);
  const others = [...notOwn, ...around.flatMap((other) => [...other.before, ...other.after])];
  const controls = [one, ...around].map((each) => each.rect);
  const rings = controls.filter((rect) => Math.min(rect.width, rect.height) >= SMALL).concat(one.passed);
  const { masks } = step.picture;
  const weighed = await pictures.weigh(picture, own, others, { target: one.rect, masks, rings });
  const right = weighed.own.some(({ page, target, size }) => {
    const spots = step.action.type === "click" ? Math.max(SPOTS, size * PRESSED) : SPOTS;
    return page <= SPOTS && target <= spots;
  });
  const wrong = [];
  if (!right) {
    const words = weighed.own.map(({ page, target }) => `${page} pixels of the page, ${target} of the target`);
    wrong.push(`${step.seq}: the picture (${step.picture.moment}) is not what was on the screen: ${words.join("; ")}`);
  }
  const nearer = weighed.others.filter(
    ({ differing, nearer }) => differing > MOMENT && nearer < differing * NEARER,
  );
  if (nearer.length > 0) {
    const words = nearer.map(({ differing, nearer }) => `nearer at ${nearer} of ${differing} pixels`);
    wrong.push(`${step.seq}: the picture shows the moment of another action: ${words.join("; ")}`);
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
