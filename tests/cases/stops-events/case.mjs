/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a page that stops all events on the window, in its first script",
  async act(person) {
    await person.click(person.button("Silent"), "Click **Silent**");
    await person.type(person.page.getByLabel("Word"), "w", 'Type "w" in **Word**');
  },
};
