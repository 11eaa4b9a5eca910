/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a frame that is added by a click, with a page and then another",
  async act(person) {
    await person.click(person.button("Add the frame"), "Click **Add the frame**");
    const inner = person.page.frameLocator("iframe");
    await person.click(inner.getByRole("link", { name: "Further" }), "Click **Further**");
    await person.click(inner.getByRole("button", { name: "Arrived" }), "Click **Arrived**");
  },
};
