/** The toolbar popup and the side panel that Chrome docks beside the page, pressed by a mouse. */

import { browserSession, Target } from "./target.mjs";
import { pause, waitFor } from "./wait.mjs";

/** @typedef {import("./browser.mjs").Browser} Browser */

/**
 * Presses the extension's button in the toolbar, over the tab that shows `url`.
 *
 * @param {Browser} browser
 * @param {string} url
 */
export async function pressToolbarButton(browser, url) {
  const tab = (await Target.list(browser.context)).find((one) => one.type === "tab" && one.url === url);
  if (!tab) throw new Error(`No tab shows ${url}`);
  const session = await browserSession(browser.context);
  await /** @type {any} */ (session).send("Extensions.triggerAction", { id: browser.id, targetId: tab.targetId });
  await session.detach();
}

/** One page of the extension outside the tabs. */
export class Surface {
  /**
   * Attaches to a page of the extension once it is there.
   *
   * @param {Browser} browser
   * @param {string} file The page's file ("popup.html").
   */
  static async attach(browser, file) {
    const start = `chrome-extension://${browser.id}/${file}`;
    const info = await waitFor(`the page ${file}`, async () =>
      (await Target.list(browser.context)).find((one) => one.type !== "tab" && one.url.startsWith(start)),
    );
    const target = await Target.attach(browser.context, info);
    await waitFor(`${file} to be loaded`, () => target.evaluate("document.readyState === 'complete'"));
    return new Surface(target, file);
  }

  /**
   * @param {Target} target
   * @param {string} file
   */
  constructor(target, file) {
    this.target = target;
    this.file = file;
  }

  /**
   * Presses a button with the mouse, once it can be pressed.
   *
   * @param {string} name Its accessible name.
   */
  async press(name) {
    const spot = await this.shows(name);
    const at = { x: spot.x, y: spot.y, button: "left", clickCount: 1 };
    await this.target.send("Input.dispatchMouseEvent", { ...at, type: "mouseMoved", button: "none" });
    await this.target.send("Input.dispatchMouseEvent", { ...at, type: "mousePressed" });
    await pause(80);
    // A popup may close on the press itself; its answer then never comes.
    await this.target.send("Input.dispatchMouseEvent", { ...at, type: "mouseReleased" }).catch(() => undefined);
  }

  /** @param {string} name */
  async shows(name) {
    /** @type {{x: number, y: number} | null} */
    let before = null;
    // A person presses what has come to rest; news that come in meanwhile move what is below them.
    const resting = async () => {
      const spot = await this.find(name);
      const rests = spot && before && spot.x === before.x && spot.y === before.y;
      before = spot;
      return rests ? spot : null;
    };
    return waitFor(`the button "${name}" in ${this.file}`, resting, {
      timeout: 20_000,
      every: 200,
      seen: () => this.text(),
    });
  }

  /**
   * The middle of the enabled button or link with this accessible name, by the browser's own accessibility tree.
   *
   * @param {string} name
   * @returns {Promise<{x: number, y: number} | null>}
   */
  async find(name) {
    const { root } = await this.target.send("DOM.getDocument", { depth: 0 });
    const { nodes } = await this.target.send("Accessibility.queryAXTree", {
      nodeId: root.nodeId,
      accessibleName: name,
    });
    for (const node of nodes) {
      const role = node.role?.value;
      const disabled = node.properties?.some((one) => one.name === "disabled" && one.value.value);
      if (node.ignored || disabled || (role !== "button" && role !== "link")) continue;
      await this.target.send("DOM.scrollIntoViewIfNeeded", { backendNodeId: node.backendDOMNodeId });
      const { model } = await this.target.send("DOM.getBoxModel", { backendNodeId: node.backendDOMNodeId });
      const [left, top, , , right, bottom] = model.border;
      return { x: (left + right) / 2, y: (top + bottom) / 2 };
    }
    return null;
  }

  /** What the page says, as one line. */
  text() {
    return this.target.evaluate("document.body.innerText.replace(/\\s+/g, ' ').slice(0, 600)");
  }

  /** Lets go of the page. */
  async detach() {
    await this.target.detach();
  }
}
