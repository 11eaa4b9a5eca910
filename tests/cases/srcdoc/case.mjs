/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a frame whose page is an attribute",
  async act(person) {
    const inner = person.page.frameLocator("iframe");
    await person.click(inner.getByRole("button"), "Click **Written button**");
    await person.click(inner.getByRole("checkbox"), "Check **Written box**");
  },
};
