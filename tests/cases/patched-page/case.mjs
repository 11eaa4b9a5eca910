/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a page that has put its own functions in place of the browser’s",
  async act(person) {
    await person.click(person.button("Count calls"), "Click **Count calls**");
  },
};
