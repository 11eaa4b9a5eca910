/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a menu that opens and closes on click",
  async act(person) {
    await person.click(person.button("Actions"), "Click **Actions**");
    await person.click(person.page.getByRole("menuitem", { name: "Archive" }), "Click **Archive**");
  },
};
