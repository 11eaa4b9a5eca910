/** Pictures as pixels: decoded by Chromium itself, in a page, so that no native codec is needed. */

/** @typedef {{x: number, y: number, width: number, height: number}} Rect */
/** @typedef {{differing: number, compared: number, share: number}} Difference */

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

/** @param {Buffer} bytes */
function dataUrl(bytes) {
  const type =
    bytes.subarray(8, 12).toString("latin1") === "WEBP" ? "image/webp" : bytes[0] === 0xff ? "image/jpeg" : "image/png";
  return `data:${type};base64,${bytes.toString("base64")}`;
}
