/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a password in a closed shadow root is in no step",
  async act(person) {
    await person.click(person.page.locator("x-login"), null, { at: { x: 30, y: 16 }, about: null });
    await person.keys("qz");
    person.expect("Type a password in **Password**");
  },
};
