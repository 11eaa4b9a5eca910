/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a chip that is gone at the press; the click lands on what was behind",
  async act(person) {
    await person.click(person.button("Remove tag"), "Click **Remove tag**");
  },
};
