/** Pictures as pixels: decoded by Chromium itself, in a page, so that no native codec is needed. */

/** @typedef {{x: number, y: number, width: number, height: number}} Rect */
/** @typedef {{differing: number, compared: number, share: number}} Difference */

/**
 * @typedef {object} Areas Rectangles in CSS pixels, here the screenshots' own.
 * @property {Rect} target
 * @property {Rect[]} masks
 * @property {Rect[]} rings Controls along whose edges the focus may show; what is there says nothing.
 */

/**
 * @typedef {object} Weighed
 * @property {{page: number, target: number, size: number}[]} own For each screenshot of its own moment: how many
 *   pixels are clearly different in the target and elsewhere, and how many the target has.
 * @property {{differing: number, nearer: number}[]} others For each other one: how many of its pixels are clearly
 *   different from all of its own, and at how many of those the picture is nearer to its own.
 */

/** What the recorder writes (`extension/offscreen/src/worker/pixels.rs`). */
const CODEC = { type: "image/webp", quality: 0.8 };
/** How far apart two values of a colour channel are when anybody would see it (of 255). */
const CLEAR = 40;
/** How many decoded screenshots the page keeps, of some megabytes each. */
const HELD = 24;

/** How far apart two values of a colour channel may be before the pixel counts as another one (of 255). */
export const TOLERANCE = 24;

/** Decodes and compares pictures in a blank page of its own. */
export class Pictures {
  /**
   * @param {import("playwright-core").BrowserContext} context Any browser, preferably one without the recorder.
   */
  static async open(context) {
    return new Pictures(await context.newPage());
  }

  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    /** @type {Map<Buffer, number>} What the page has decoded, the newest last. */
    this.decoded = new Map();
    this.made = 0;
  }

  /** The number under which the page holds a screenshot's pixels. @param {Buffer} shot */
  async hold(shot) {
    const number = this.decoded.get(shot) ?? (this.made += 1);
    const known = this.decoded.delete(shot);
    this.decoded.set(shot, number);
    if (known) return number;
    const [[oldest, leaves]] = this.decoded;
    const full = this.decoded.size > HELD;
    if (full) this.decoded.delete(oldest);
    await this.page.evaluate(holdInPage, { url: dataUrl(shot), number, leaves: full ? leaves : 0 });
    return number;
  }

  /**
   * Width and height of a picture in its own pixels.
   *
   * @param {Buffer} bytes PNG, WebP or JPEG.
   * @returns {Promise<{width: number, height: number}>}
   */
  size(bytes) {
    return this.page.evaluate(async (data) => {
      const image = await createImageBitmap(await (await fetch(data)).blob());
      return { width: image.width, height: image.height };
    }, dataUrl(bytes));
  }

  /**
   * The colours of some pixels.
   *
   * @param {Buffer} bytes
   * @param {{x: number, y: number}[]} points In the picture's pixels.
   * @returns {Promise<number[][]>} Red, green, blue, alpha of each.
   */
  pixels(bytes, points) {
    return this.page.evaluate(
      async ({ data, spots }) => {
        const image = await createImageBitmap(await (await fetch(data)).blob());
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
        context.drawImage(image, 0, 0);
        return spots.map(({ x, y }) => [...context.getImageData(x, y, 1, 1).data]);
      },
      { data: dataUrl(bytes), spots: points },
    );
  }

  /**
   * Which part of the pixels differs between a picture and a screenshot. The picture is scaled to the screenshot.
   *
   * @param {Buffer} picture
   * @param {Buffer} shot
   * @param {{within?: Rect, without?: Rect[], scale?: number, tolerance?: number}} [options] Rectangles in CSS
   *   pixels; `scale` is the screenshot's pixels for each of them.
   * @returns {Promise<Difference>}
   */
  compare(picture, shot, { within, without = [], scale = 1, tolerance = TOLERANCE } = {}) {
    const question = { picture: dataUrl(picture), shot: dataUrl(shot), within, without, scale, tolerance };
    return this.page.evaluate(compareInPage, question);
  }

  /**
   * How a recorded picture stands between screenshots of its own moment and of others. Its own go through the
   * recorder's codec first: an exact picture then has the same losses.
   *
   * @param {Buffer} picture
   * @param {Buffer[]} own
   * @param {Buffer[]} others
   * @param {Areas} areas
   * @returns {Promise<Weighed>}
   */
  async weigh(picture, own, others, areas) {
    const held = [];
    for (const shot of [...own, ...others]) held.push(await this.hold(shot));
    const question = { picture: dataUrl(picture), own: held.slice(0, own.length), others: held.slice(own.length), areas };
    return this.page.evaluate(weighInPage, { ...question, codec: CODEC, clear: CLEAR });
  }

  /** Closes the page. */
  async close() {
    await this.page.close();
  }
}

/**
 * Runs in the page.
 *
 * @param {{picture: string, shot: string, within?: Rect, without: Rect[], scale: number, tolerance: number}} question
 */
async function compareInPage({ picture, shot, within, without, scale, tolerance }) {
  const [left, right] = await Promise.all(
    [picture, shot].map(async (url) => createImageBitmap(await (await fetch(url)).blob())),
  );
  const { width, height } = right;
  const [a, b] = [left, right].map((image) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.drawImage(image, 0, 0, width, height);
    return context.getImageData(0, 0, width, height).data;
  });
  /** @param {Rect} rect */
  const edges = (rect) => ({
    left: Math.max(0, Math.floor(rect.x * scale)),
    top: Math.max(0, Math.floor(rect.y * scale)),
    right: Math.min(width, Math.ceil((rect.x + rect.width) * scale)),
    bottom: Math.min(height, Math.ceil((rect.y + rect.height) * scale)),
  });
  const area = edges(within ?? { x: 0, y: 0, width: width / scale, height: height / scale });
  const holes = without.map(edges);
  let compared = 0;
  let differing = 0;
  for (let y = area.top; y < area.bottom; y += 1) {
    for (let x = area.left; x < area.right; x += 1) {
      if (holes.some((hole) => x >= hole.left && x < hole.right && y >= hole.top && y < hole.bottom)) continue;
      const at = (y * width + x) * 4;
      compared += 1;
      for (let channel = 0; channel < 3; channel += 1) {
        if (Math.abs(a[at + channel] - b[at + channel]) > tolerance) {
          differing += 1;
          break;
        }
      }
    }
  }
  return { differing, compared, share: compared ? differing / compared : 0 };
}

/** Runs in the page. @param {{url: string, number: number, leaves: number}} question */
async function holdInPage({ url, number, leaves }) {
  const own = /** @type {{held?: Map<number, OffscreenCanvas>}} */ (/** @type {unknown} */ (globalThis));
  const held = (own.held ??= new Map());
  const image = await createImageBitmap(await (await fetch(url)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext("2d", { willReadFrequently: true })?.drawImage(image, 0, 0);
  held.set(number, canvas);
  held.delete(leaves);
}

/**
 * Runs in the page.
 *
 * @param {{picture: string, own: number[], others: number[], areas: Areas, clear: number,
 *   codec: {type: string, quality: number}}} question
 * @returns {Promise<Weighed>}
 */
async function weighInPage({ picture, own, others, areas, clear, codec }) {
  const { target, masks, rings } = areas;
  /** @param {string} url */
  const bitmap = async (url) => createImageBitmap(await (await fetch(url)).blob());
  const shape = await bitmap(picture);
  const { width, height } = shape;
  /** @param {CanvasImageSource} image @param {string[]} [fills] A colour for each mask. */
  const drawn = (image, fills = []) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d", { willReadFrequently: true }));
    context.drawImage(image, 0, 0, width, height);
    for (const [nth, fill] of fills.entries()) {
      const { x, y, width, height } = masks[nth];
      context.fillStyle = fill;
      context.fillRect(Math.floor(x), Math.floor(y), Math.ceil(width) + 1, Math.ceil(height) + 1);
    }
    return { canvas, pixels: context.getImageData(0, 0, width, height).data };
  };
  const shown = drawn(shape).pixels;
  const fills = masks.map(({ x, y, width: wide, height: high }) => {
    const middle = (Math.floor(y + high / 2) * width + Math.floor(x + wide / 2)) * 4;
    return `rgb(${shown[middle]}, ${shown[middle + 1]}, ${shown[middle + 2]})`;
  });
  const { held } = /** @type {{held: Map<number, OffscreenCanvas>}} */ (/** @type {unknown} */ (globalThis));
  const image = (/** @type {number} */ number) => /** @type {OffscreenCanvas} */ (held.get(number));
  const raw = own.map((number) => drawn(image(number), fills));
  const mine = raw.map((one) => one.pixels);
  const coded = await Promise.all(
    raw.map(async ({ canvas }) => drawn(await createImageBitmap(await canvas.convertToBlob(codec))).pixels),
  );
  const theirs = others.map((number) => drawn(image(number)).pixels);
  const words = (/** @type {Uint8ClampedArray} */ pixels) => new Uint32Array(pixels.buffer);
  const [myWords, theirWords] = [mine.map(words), theirs.map(words)];

  /** @type {(rect: Rect, by: number, kind: number) => void} */
  const mark = (rect, by, kind) => {
    const [left, top] = [Math.max(0, Math.ceil(rect.x - by)), Math.max(0, Math.ceil(rect.y - by))];
    const right = Math.min(width, Math.ceil(rect.x + rect.width + by));
    for (let y = top; y < Math.min(height, rect.y + rect.height + by); y += 1) {
      kinds.fill(kind, y * width + left, y * width + Math.max(left, right));
    }
  };
  const [PAGE, TARGET, NOTHING] = [0, 1, 2];
  const kinds = new Uint8Array(width * height);
  mark(target, 4, TARGET);
  for (const ring of rings) mark(ring, 4, NOTHING);
  for (const ring of rings) mark(ring, -3, ring.x === target.x && ring.y === target.y ? TARGET : PAGE);
  for (const mask of masks) mark(mask, 3, NOTHING);
  /** @param {Uint8ClampedArray} a @param {Uint8ClampedArray} b @param {number} at */
  const apart = (a, b, at) =>
    Math.max(Math.abs(a[at] - b[at]), Math.abs(a[at + 1] - b[at + 1]), Math.abs(a[at + 2] - b[at + 2]));
  const weighed = {
    own: mine.map(() => ({ page: 0, target: 0, size: 0 })),
    others: theirs.map(() => ({ differing: 0, nearer: 0 })),
  };
  for (let spot = 0; spot < kinds.length; spot += 1) {
    const kind = kinds[spot];
    if (kind === NOTHING) continue;
    const at = spot * 4;
    let nearest = 255;
    for (let nth = 0; nth < coded.length; nth += 1) {
      const distance = apart(shown, coded[nth], at);
      nearest = Math.min(nearest, distance);
      if (kind === TARGET) weighed.own[nth].size += 1;
      if (distance > clear) weighed.own[nth][kind === TARGET ? "target" : "page"] += 1;
    }
    for (let nth = 0; nth < theirs.length; nth += 1) {
      if (theirWords[nth][spot] === myWords[0][spot]) continue;
      if (mine.some((one) => apart(one, theirs[nth], at) <= clear)) continue;
      weighed.others[nth].differing += 1;
      if (nearest < apart(shown, theirs[nth], at)) weighed.others[nth].nearer += 1;
    }
  }
  return weighed;
}

/** @param {Buffer} bytes */
function dataUrl(bytes) {
  const type =
    bytes.subarray(8, 12).toString("latin1") === "WEBP" ? "image/webp" : bytes[0] === 0xff ? "image/jpeg" : "image/png";
  return `data:${type};base64,${bytes.toString("base64")}`;
}
