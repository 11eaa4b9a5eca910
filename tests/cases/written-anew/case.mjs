/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a page that writes itself anew after a click",
  async act(person) {
    await person.click(person.button("Start over"), "Click **Start over**");
    await person.click(person.button("Fresh"), "Click **Fresh**");
  },
};
