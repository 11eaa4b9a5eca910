/** Pictures: bytes and time of what the recorder's worker does with a frame, against the PNG that Chrome hands out. */

import { join } from "node:path";
import { launch } from "../lib/browser.mjs";
import { Site } from "../lib/site.mjs";
import { median, percentile } from "../lib/statistics.mjs";

const PAGES = [
  { name: "forms (GOV.UK)", path: "govuk.html", ready: ".govuk-accordion__show-all", kind: "text" },
  { name: "live grid (AG Grid)", path: "grid.html", ready: ".ag-row[row-index='10'] .ag-cell", kind: "text" },
  { name: "React (Ant Design)", path: "react.html", ready: ".ant-table-row", kind: "text" },
  { name: "photographs and gradients", path: "photos.html", ready: "figure:nth-child(15)", kind: "photographs" },
];
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

/** @param {import("../bench.mjs").Options} options */
export async function pictures({ folder, rounds, progress }) {
  const site = await Site.start(join(folder, "site"));
  const browser = await launch({});
  try {
    const frames = [];
    for (const page of PAGES) {
      for (const size of SIZES) {
        progress(`pictures: ${page.name} at ${size.width} × ${size.height}`);
        frames.push({ page: page.name, kind: page.kind, ...size, png: await frame(browser.context, site, page, size) });
      }
    }
    const worker = await browser.context.newPage();
    await worker.goto(site.url("blank.html"));
    /** @type {{bytes: number, media: string, milliseconds: number}[][]} */
    const results = frames.map(() => []);
    // One more than counted: the first encodes with cold code.
    for (let round = 0; round <= rounds; round += 1) {
      progress(`pictures: round ${round} of encoding`);
      for (const [nth, { png }] of frames.entries()) {
        const one = await worker.evaluate(encodeInWorker, png.toString("base64"));
        if (one.media !== "image/webp") throw new Error(`The browser encoded as ${one.media}, not as WebP`);
        if (round > 0) results[nth].push(one);
      }
    }
    return frames.map(({ png, ...facts }, nth) => ({
      ...facts,
      png: png.length,
      bytes: results[nth][0].bytes,
      share: results[nth][0].bytes / png.length,
      p50: median(results[nth].map((one) => one.milliseconds)),
      p95: percentile(
        results[nth].map((one) => one.milliseconds),
        0.95,
      ),
    }));
  } finally {
    await browser.close();
    await site.close();
  }
}

/**
 * The viewport as PNG.
 *
 * @param {import("playwright-core").BrowserContext} context
 * @param {Site} site
 * @param {typeof PAGES[number]} what
 * @param {{width: number, height: number}} size
 */
async function frame(context, site, what, size) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setDeviceMetricsOverride", { ...size, deviceScaleFactor: 1, mobile: false });
  await page.goto(site.url(what.path));
  await page.locator(what.ready).first().waitFor();
  const { data } = await session.send("Page.captureScreenshot", { format: "png" });
  await page.close();
  return Buffer.from(data, "base64");
}

/**
 * Runs in a page: the recorder's pipeline (extension/offscreen/src/worker/pixels.rs) from the PNG to the stored file,
 * without masks, in a worker as there.
 *
 * @param {string} png
 * @returns {Promise<{bytes: number, media: string, milliseconds: number}>}
 */
async function encodeInWorker(png) {
  const work = async (/** @type {MessageEvent<Blob>} */ { data }) => {
    const started = performance.now();
    const bitmap = await createImageBitmap(data);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext("2d", { willReadFrequently: true, alpha: false });
    context?.drawImage(bitmap, 0, 0);
    bitmap.close();
    const blob = await canvas.convertToBlob({ type: "image/webp", quality: 0.8 });
    const bytes = await blob.arrayBuffer();
    await crypto.subtle.digest("SHA-256", bytes);
    const milliseconds = performance.now() - started;
    postMessage({ bytes: bytes.byteLength, media: blob.type, milliseconds });
  };
  const bytes = Uint8Array.from(atob(png), (one) => one.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([`onmessage = ${work}`], { type: "text/javascript" }));
  const worker = new Worker(url);
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = (event) => resolve(event.data);
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(new Blob([bytes], { type: "image/png" }));
    });
  } finally {
    worker.terminate();
    URL.revokeObjectURL(url);
  }
}
