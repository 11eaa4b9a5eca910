import { swipe, tap, withTouch } from "../../e2e/lib/touch.mjs";

/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a swipe over rows that are drawn anew",
  async act(person) {
    await withTouch(person, async (session) => {
      await swipe(session, person.page.locator("#list"), -320);
      await person.look(900);
      person.expect("Click **After**", await tap(session, person, person.button("After")));
    });
  },
};
