/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a label around a button, a link and a check box",
  async act(person) {
    await person.click(person.page.getByRole("link", { name: "terms" }), "Click **terms**");
    await person.click(person.page.locator("label"), /^Check \*\*I accept the terms\*\*/, { at: { x: 12, y: 12 }, about: person.page.locator("input") });
  },
};
