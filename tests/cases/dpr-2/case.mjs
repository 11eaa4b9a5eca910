/** @type {WeakMap<object, import("playwright-core").CDPSession>} */
const held = new WeakMap();

/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a screen with two pixels for each",
  async before(browser, page) {
    const session = await browser.context.newCDPSession(page);
    await session.send("Emulation.setDeviceMetricsOverride", { width: 0, height: 0, deviceScaleFactor: 2, mobile: false });
    held.set(page, session);
  },
  async after(browser, page) {
    await held.get(page)?.detach();
  },
  async act(person) {
    await person.click(person.button("Sharp"), "Click **Sharp**");
    await person.click(person.button("Below"), "Click **Below**");
  },
};
