/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "what scripts click, change and submit is no step",
  async act(person) {
    await person.click(person.button("First"), "Click **First**");
  },
};
