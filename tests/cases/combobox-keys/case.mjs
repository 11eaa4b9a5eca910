/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a custom combobox worked by the arrow keys",
  async act(person) {
    await person.type(person.page.locator("#city"), "l", null);
    await person.press("ArrowDown", null, { times: 2 });
    await person.press("Enter", null);
    person.expect(/^Type "(l|Lisbon)" in \*\*City\*\*$/);
    person.expect("Press **Enter**");
  },
};
