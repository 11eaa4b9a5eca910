/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "radio buttons worked by the arrow keys",
  async act(person) {
    await person.tabTo(person.page.getByLabel("Free"));
    await person.press("ArrowDown", null);
    await person.press("ArrowDown", null);
    person.expect("Choose **Firm** in *Plan*");
  },
};
