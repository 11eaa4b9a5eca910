/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a frame in a shadow root, and a shadow root in a frame",
  async act(person) {
    const inner = person.page.frameLocator("iframe");
    await person.click(inner.getByRole("button", { name: "Root in frame" }), "Click **Root in frame**");
  },
};
