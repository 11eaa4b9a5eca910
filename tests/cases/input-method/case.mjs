/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "text by an input method",
  async act(person) {
    await person.click(person.page.getByLabel("City"), null);
    await person.compose(["k", "き", "きょ"], "京");
    person.expect('Type "京" in **City**');
    await person.click(person.button("Next"), "Click **Next**");
  },
};
