/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "an area of an image map",
  async act(person) {
    await person.click(person.page.locator("img"), "Click **Garden**", { at: { x: 200, y: 50 }, about: null });
  },
};
