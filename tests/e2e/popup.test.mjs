import { test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { Pages } from "./lib/pages.mjs";
import { Panel } from "./lib/panel.mjs";
import { recordOn } from "./lib/record.mjs";
import { pressToolbarButton, Surface } from "./lib/surface.mjs";
import { waitFor } from "./lib/wait.mjs";

/** Pages of the extension that talk to the recorder as the panel does. @param {Panel} panel @param {object} message */
function says(panel, message) {
  return panel.page.evaluate((what) => {
    const port = chrome.runtime.connect({ name: "panel" });
    port.postMessage(what);
  }, message);
}

/**
 * A recording, and the popup in which "Stop recording" is held down while somebody pauses elsewhere: the popup is drawn
 * anew under the pointer.
 *
 * @param {import("node:test").TestContext} t
 */
async function holdStop(t) {
  const [pages, browser] = await Promise.all([Pages.start({ t }), Browser.launch({ t })]);
  const { page, panel } = await recordOn(browser, pages.url("click.html"));
  await pressToolbarButton(browser, page.url());
  const popup = await Surface.attach(browser, "popup.html");
  const { x, y } = await popup.shows("Stop recording");
  const mouse = { x, y, button: "left", clickCount: 1 };
  await popup.target.send("Input.dispatchMouseEvent", { ...mouse, type: "mouseMoved", button: "none" });
  await popup.target.send("Input.dispatchMouseEvent", { ...mouse, type: "mousePressed" });
  await says(panel, { type: "pause" });
  await waitFor("the news in the popup", async () => (await popup.text()).includes("Paused"), { seen: () => popup.text() });
  return { panel, popup, mouse };
}

test("a press counts although news replaced the button before its release", { timeout: 120_000 }, async (t) => {
  const { panel, popup, mouse } = await holdStop(t);
  await popup.target.send("Input.dispatchMouseEvent", { ...mouse, type: "mouseReleased" });
  await waitFor("the end of the recording", async () => (await panel.text()).includes("Recording finished"), {
    seen: () => panel.text(),
  });
});

test("released elsewhere it counts no more than with a button that stayed", { timeout: 120_000 }, async (t) => {
  const { panel, popup, mouse } = await holdStop(t);
  const away = { ...mouse, x: 4, y: 4 };
  await popup.target.send("Input.dispatchMouseEvent", { ...away, type: "mouseMoved" });
  await popup.target.send("Input.dispatchMouseEvent", { ...away, type: "mouseReleased" });
  // A press that does count comes after it: by then the first would have stopped the recording.
  await panel.press("Resume");
  await panel.shows("Pause");
});
