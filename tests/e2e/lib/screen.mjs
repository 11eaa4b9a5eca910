/** What is on the screen right now, without touching the page: Playwright's own screenshots write styles into it. */

/** What Chrome says when the window has no frame to show yet, and how often it is asked then. */
const NOT_NOW = "Unable to capture screenshot";
const TRIES = 3;

/**
 * A PNG of a page's viewport.
 *
 * @param {import("playwright-core").Page} page
 * @returns {Promise<Buffer>}
 */
export async function screen(page) {
  const session = await page.context().newCDPSession(page);
  try {
    for (let tries = TRIES; ; tries -= 1) {
      try {
        const { data } = await session.send("Page.captureScreenshot", { format: "png", captureBeyondViewport: false });
        return Buffer.from(data, "base64");
      } catch (error) {
        if (tries === 1 || !String(error).includes(NOT_NOW)) throw error;
      }
    }
  } finally {
    await session.detach();
  }
}
