/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "text from the clipboard",
  async act(person) {
    await person.click(person.page.getByLabel("Code"), null);
    await person.paste("AB-12");
    person.expect('Type "AB-12" in **Code**');
    await person.type(person.page.getByLabel("Copy"), "c", 'Type "c" in **Copy**');
  },
};
