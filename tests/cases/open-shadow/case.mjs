/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a button two open shadow roots deep",
  async act(person) {
    await person.click(person.button("Deep button"), "Click **Deep button**");
    await person.type(person.page.getByLabel("Deep name"), "ann", 'Type "ann" in **Deep name**');
  },
};
