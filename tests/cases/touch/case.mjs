import { rectOf } from "../../e2e/lib/input.mjs";
import { pause } from "../../e2e/lib/wait.mjs";

/** @typedef {import("../../e2e/lib/person.mjs").Person} Person */
/** @typedef {import("playwright-core").Locator} Locator */
/** @typedef {import("playwright-core").CDPSession} CDPSession */

/** @param {CDPSession} session @param {"touchStart" | "touchMove" | "touchEnd"} type @param {{x: number, y: number}} [at] */
const touch = (session, type, at) => session.send("Input.dispatchTouchEvent", { type, touchPoints: at ? [at] : [] });

/** A finger on a target. @param {CDPSession} session @param {Person} person @param {Locator} target */
async function tap(session, person, target) {
  await person.look();
  const rect = await rectOf(target);
  const at = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
  await touch(session, "touchStart", at);
  await pause(60);
  await touch(session, "touchEnd");
  return rect;
}

/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "taps and a swipe",
  async act(person) {
    const { page } = person;
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setTouchEmulationEnabled", { enabled: true });
    try {
      person.expect("Click **Tap**", await tap(session, person, person.button("Tap")));
      await person.look();
      const list = await rectOf(page.locator("#list"));
      const at = { x: list.x + 150, y: list.y + 180 };
      await touch(session, "touchStart", at);
      for (let turn = 1; turn <= 16; turn += 1) {
        await touch(session, "touchMove", { x: at.x, y: at.y - turn * 20 });
        await pause(16);
      }
      await touch(session, "touchEnd");
      await person.look(900);
      person.expect("Scroll down in **Names**");
      person.expect("Click **Name 9**", await tap(session, person, person.button("Name 9")));
    } finally {
      await session.detach();
    }
  },
};
