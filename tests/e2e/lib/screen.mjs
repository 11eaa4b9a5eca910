/** What is on the screen right now, without touching the page: Playwright's own screenshots write styles into it. */

/**
 * A PNG of a page's viewport.
 *
 * @param {import("playwright-core").Page} page
 * @returns {Promise<Buffer>}
 */
export async function screen(page) {
  const session = await page.context().newCDPSession(page);
  try {
    const { data } = await session.send("Page.captureScreenshot", { format: "png", captureBeyondViewport: false });
    return Buffer.from(data, "base64");
  } finally {
    await session.detach();
  }
}
