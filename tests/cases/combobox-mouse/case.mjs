/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a custom combobox, its option taken by mousedown",
  async act(person) {
    await person.type(person.page.locator("#city"), "li", 'Type "li" in **City**');
    await person.click(person.page.getByRole("option", { name: "Lisbon" }), "Click **Lisbon**");
  },
};
