/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a page that is busy for two seconds after a click",
  async act(person) {
    await person.click(person.button("Work hard"), "Click **Work hard**");
    await person.click(person.button("Next"), "Click **Next**");
  },
};
