/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a page that changes its address and its content without loading",
  async act(person) {
    await person.click(person.page.getByRole("link", { name: "One" }), "Click **One**");
    await person.click(person.button("Save One"), "Click **Save One**");
    await person.click(person.page.getByRole("link", { name: "Two" }), "Click **Two**");
  },
};
