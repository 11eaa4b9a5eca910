/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "options of a group whose box is in a shadow root around them (Shoelace)",
  todo: "a group that stands around a slot, in a shadow root, is not told in the title",
  async act(person) {
    const { page } = person;
    await person.click(page.locator("sl-radio", { hasText: "Large" }), "Choose **Large** in *Size*");
  },
};
