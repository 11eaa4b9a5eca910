/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "what is disabled has no step",
  async act(person) {
    await person.click(person.button("Locked"), null);
    await person.click(person.button("Free"), "Click **Free**");
  },
};
