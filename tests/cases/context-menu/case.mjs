/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a menu of the page’s own behind the right button",
  async act(person) {
    await person.click(person.button("Report"), "Right-click **Report**", { button: "right" });
    await person.click(person.page.getByRole("menuitem", { name: "Delete" }), "Click **Delete**");
  },
};
