/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "several lines of a list",
  async act(person) {
    const { page } = person;
    await person.click(page.locator("option").nth(0), null, { about: null });
    await person.click(page.locator("option").nth(2), null, { about: null, modifiers: ["Control"] });
    person.expect('Select "Red, Blue" in **Tags**');
  },
};
