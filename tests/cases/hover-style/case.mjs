/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "menus that a style sheet opens under the mouse",
  async act(person) {
    const link = (/** @type {string} */ name) => person.page.getByRole("link", { name, exact: true });
    await person.hover(link("Home"));
    await person.hover(link("Products"), "Hover over **Products**");
    await person.click(link("Chairs"), "Click **Chairs**");
    await person.click(person.button("Elsewhere"), "Click **Elsewhere**");
    await person.hover(link("Products"), "Hover over **Products**");
    await person.hover(link("Tables"), "Hover over **Tables**");
    await person.click(link("Oak"), "Click **Oak**");
  },
};
