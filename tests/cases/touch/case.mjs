import { swipe, tap, withTouch } from "../../e2e/lib/touch.mjs";

/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "taps and a swipe",
  async act(person) {
    const { page } = person;
    await withTouch(person, async (session) => {
      person.expect("Click **Tap**", await tap(session, person, person.button("Tap")));
      await person.look();
      await swipe(session, page.locator("#list"), -320);
      await person.look(900);
      person.expect("Scroll down in **Names**");
      person.expect("Click **Name 9**", await tap(session, person, person.button("Name 9")));
    });
  },
};
