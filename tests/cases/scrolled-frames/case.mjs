/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a scrolled frame in a scrolled frame in a scrolled page",
  async act(person) {
    const inner = person.page.frameLocator("iframe").frameLocator("iframe");
    await person.click(inner.getByRole("button", { name: "Innermost" }), "Click **Innermost**");
  },
};
