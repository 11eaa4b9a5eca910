/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a page that begins to leave at the press",
  async act(person) {
    await person.click(person.button("Leave now"), "Click **Leave now**");
    await person.page.waitForURL("**/next.html");
    await person.click(person.button("There"), "Click **There**");
  },
};
