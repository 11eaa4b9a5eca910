/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a check box that is not seen, behind its label",
  async act(person) {
    await person.click(person.page.locator("label[for=news]"), "Check **Send news**", { about: null });
    await person.click(person.page.locator("label[for=large]"), "Choose **Large** in *Size*", { about: null });
  },
};
