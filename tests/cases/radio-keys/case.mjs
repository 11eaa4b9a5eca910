/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "radio buttons worked by the arrow keys",
  todo: "each arrow key in a group of radio buttons is a step of its own",
  async act(person) {
    await person.tabTo(person.page.getByLabel("Free"));
    await person.press("ArrowDown", null);
    await person.press("ArrowDown", null);
    person.expect("Choose **Firm** in *Plan*");
  },
};
