/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a page that stops all events on the window, in its first script",
  todo: "whether the recorder or the first script of the page comes first is a matter of time; where the page does, nothing is recorded",
  async act(person) {
    await person.click(person.button("Silent"), "Click **Silent**");
    await person.type(person.page.getByLabel("Word"), "w", 'Type "w" in **Word**');
  },
};
