/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "tabs, a disclosure and a tree of web components (Shoelace)",
  async act(person) {
    const { page } = person;
    await person.click(page.locator("sl-tab", { hasText: "More" }), "Click **More**");
    await person.click(page.locator("sl-details").getByRole("button"), "Click **Details**");
    await person.click(page.locator("sl-tree-item", { hasText: "Animals" }).first(), "Click **Animals**", { about: null, at: { x: 12, y: 18 } });
    await person.click(page.locator("sl-tree-item sl-tree-item", { hasText: "Dogs" }), "Click **Dogs**", { about: null });
  },
};
