/** @param {import("../../e2e/lib/browser.mjs").Browser} browser @param {import("playwright-core").Page} page @param {number} factor */
async function zoom(browser, page, factor) {
  const tab = await browser.tabIdOf(page);
  await browser.inExtension(({ id, to }) => chrome.tabs.setZoom(id, to), { id: tab, to: factor });
}

/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a tab enlarged by the browser",
  only: true,
  before: (browser, page) => zoom(browser, page, 1.5),
  after: (browser, page) => zoom(browser, page, 1),
  async act(person) {
    await person.click(person.button("Large"), "Click **Large**");
    await person.click(person.button("Low"), "Click **Low**");
    await person.click(person.page.frameLocator("iframe").getByRole("button"), "Click **Inside**");
  },
};
