/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a page that prevents every default and stops every bubble",
  async act(person) {
    await person.click(person.button("Own way"), "Click **Own way**");
    await person.type(person.page.locator("#field"), "1a2", 'Type "12" in **Digits**');
  },
};
