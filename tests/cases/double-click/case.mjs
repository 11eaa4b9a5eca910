/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a double click that opens a cell for writing",
  async act(person) {
    const cell = person.page.locator("#cell");
    await person.click(cell, /^Double-click \*\*Old\*\*/, { count: 2 });
    await person.keys("New");
    person.expect('Type "New" in **Cell**');
  },
};
