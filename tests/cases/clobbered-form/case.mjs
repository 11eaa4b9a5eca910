/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a form with fields named like the properties of an element",
  async act(person) {
    await person.type(person.page.locator('input[name="children"]'), "2", 'Type "2" in **Children**');
    await person.type(person.page.locator('input[name="getAttribute"]'), "a", 'Type "a" in **Attribute**');
    await person.type(person.page.locator('input[name="title"]'), "t", 'Type "t" in **Heading**');
    await person.click(person.page.locator("button"), "Click **Send**");
  },
};
