/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a page enlarged by two fingers",
  async before(browser, page) {
    const session = await browser.context.newCDPSession(page);
    await session.send("Emulation.setPageScaleFactor", { pageScaleFactor: 1.5 });
    await session.detach();
  },
  async act(person) {
    await person.click(person.button("Near"), "Click **Near**", { about: null });
  },
};
