/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "an editable box with Enter and a pasted word",
  async act(person) {
    await person.type(person.page.locator("#box"), "one", null);
    await person.press("Enter", null);
    await person.keys("two");
    person.expect(/^Type "one.*two" in \*\*Notes\*\*$/);
    await person.click(person.button("Keep"), "Click **Keep**");
  },
};
