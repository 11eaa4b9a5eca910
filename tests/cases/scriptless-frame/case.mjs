/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a frame in a sandbox without scripts",
  async act(person) {
    const inner = person.page.frameLocator("iframe");
    await person.click(inner.getByRole("checkbox"), "Check **Quiet**");
  },
};
