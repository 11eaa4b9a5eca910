/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a page that is gone before the button of the mouse is up",
  async act(person) {
    await person.click(person.button("Leave now"), "Click **Leave now**", { hold: 700 });
    await person.page.waitForURL("**/next.html");
    await person.click(person.button("There"), "Click **There**");
  },
};
