/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a list in a frame",
  async act(person) {
    await person.choose(person.page.frameLocator("iframe").getByLabel("Kind"), "Idea", 'Select "Idea" in **Kind**');
  },
};
