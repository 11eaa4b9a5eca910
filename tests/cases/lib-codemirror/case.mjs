/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a code editor (CodeMirror)",
  async act(person) {
    await person.type(person.page.locator(".cm-content"), "sum of all", 'Type "sum of all" in **Query**');
    await person.click(person.button("Run"), "Click **Run**");
  },
};
