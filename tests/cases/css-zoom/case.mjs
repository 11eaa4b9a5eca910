/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a page that zooms itself",
  async act(person) {
    await person.click(person.button("Large"), "Click **Large**");
    await person.type(person.page.getByLabel("Word"), "w", 'Type "w" in **Word**');
  },
};
