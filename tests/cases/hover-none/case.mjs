/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "hints, colours, menus on click and buttons of a row are no hovering",
  async act(person) {
    await person.hover(person.button("Menu"));
    await person.hover(person.button("Help"));
    await person.click(person.button("Help"), "Click **Help**");
    await person.hover(person.button("Menu"));
    await person.click(person.button("Menu"), "Click **Menu**");
    await person.hover(person.button("Help"));
    await person.click(person.page.getByRole("menuitem", { name: "Copy" }), "Click **Copy**");
    await person.hover(person.page.getByText("Ann"));
    await person.hover(person.page.getByText("Paris"));
    await person.click(person.button("Delete"), /^Click \*\*Delete\*\*/);
  },
};
