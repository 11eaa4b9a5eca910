/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a frame without an address, filled by a script",
  async act(person) {
    const inner = person.page.frameLocator("iframe");
    await person.click(inner.getByRole("button"), "Click **Made by script**");
    await person.type(inner.getByLabel("Word"), "w", 'Type "w" in **Word**');
  },
};
