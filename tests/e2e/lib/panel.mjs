/** The recorder's side panel, as its own window, as its own tab, or as the real one beside the page. */

import { click } from "./input.mjs";
import { waitFor } from "./wait.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("./browser.mjs").Browser} Browser */

/** The controls of a recording, pressed by a person's mouse. */
export class Panel {
  /**
   * Opens `side_panel.html?tab=ID` in a window of its own, so that the recorded tab stays the active tab of its
   * window.
   *
   * @param {Browser} browser
   * @param {number} tab The tab to record.
   */
  static async openWindow(browser, tab) {
    const url = `chrome-extension://${browser.id}/side_panel.html?tab=${tab}`;
    const opened = browser.context.waitForEvent("page", { predicate: (page) => page.url().startsWith(url) });
    await browser.inExtension(
      async (address) =>
        void (await chrome.windows.create({ url: address, type: "popup", focused: false, width: 420, height: 800 })),
      url,
    );
    return Panel.of(await opened);
  }

  /**
   * Opens the same page in a tab of the same window; the recorded tab is then no longer the active one until it is
   * brought to the front.
   *
   * @param {Browser} browser
   * @param {number} tab
   */
  static async openTab(browser, tab) {
    return Panel.of(await browser.open(`chrome-extension://${browser.id}/side_panel.html?tab=${tab}`));
  }

  /** @param {Page} page */
  static async of(page) {
    await page.waitForLoadState();
    return new Panel(page);
  }

  /** @param {Page} page */
  constructor(page) {
    this.page = page;
  }

  /** @param {string} name The button's accessible name. */
  button(name) {
    return this.page.getByRole("button", { name, exact: true });
  }

  /**
   * Presses a button once it can be pressed.
   *
   * @param {string} name
   */
  async press(name) {
    const button = this.button(name);
    await waitFor(`the button "${name}" in the panel`, () => button.isEnabled({ timeout: 500 }), {
      timeout: 20_000,
      seen: () => this.text(),
    });
    await click(this.page, button);
  }

  /** @param {string} name */
  async shows(name) {
    await waitFor(`the button "${name}" in the panel`, () => this.button(name).isVisible(), {
      timeout: 20_000,
      seen: () => this.text(),
    });
  }

  /** Starts, and returns when the recorder says that it records. */
  async start() {
    // After a finished recording the panel first asks to be done with it.
    const again = this.button("New recording");
    await waitFor("a panel that is ready", async () => (await again.isVisible()) || this.button("Start recording").isEnabled({ timeout: 200 }), {
      timeout: 20_000,
      seen: () => this.text(),
    });
    if (await again.isVisible()) await this.press("New recording");
    await this.press("Start recording");
    await this.shows("Stop recording");
  }

  /** Pauses, and returns when the recorder says so. */
  async pause() {
    await this.press("Pause");
    await this.shows("Resume");
  }

  /** Goes on after a pause. */
  async resume() {
    await this.press("Resume");
    await this.shows("Pause");
  }

  /** Stops, and returns when a new recording could start. */
  async stop() {
    await this.press("Stop recording");
    await waitFor("the recording to be over", async () => !(await this.button("Stop recording").isVisible()), {
      timeout: 30_000,
      seen: () => this.text(),
    });
  }

  /** What the panel says, as one line; for messages of failed tests. */
  async text() {
    return (await this.page.locator("body").innerText()).replace(/\s+/g, " ").slice(0, 600);
  }
}
