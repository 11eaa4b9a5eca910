/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a modal dialog, closed by Escape and by its form",
  async act(person) {
    await person.click(person.button("Edit"), "Click **Edit**");
    await person.press("Escape", "Press **Escape**");
    await person.click(person.button("Edit"), "Click **Edit**");
    await person.type(person.page.getByLabel("Name"), "Ann", 'Type "Ann" in **Name**');
    await person.click(person.button("Keep"), "Click **Keep**");
  },
};
