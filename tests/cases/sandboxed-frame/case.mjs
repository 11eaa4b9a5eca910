/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a frame in a sandbox, of an origin of its own",
  async act(person) {
    const inner = person.page.frameLocator("iframe");
    await person.click(inner.getByRole("button", { name: "Inside" }), "Click **Inside**");
    await person.type(inner.getByLabel("Word"), "w", 'Type "w" in **Word**');
  },
};
