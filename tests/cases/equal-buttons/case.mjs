/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "equal buttons in the rows of a table and of a grid",
  async act(person) {
    await person.click(person.page.getByRole("row", { name: "Bob" }).getByRole("button"), /^Click \*\*Edit\*\* in the row \*Bob\*/);
    await person.click(person.page.getByRole("row", { name: "b.txt" }).getByRole("button"), /^Click \*\*Open\*\* in the row \*b\.txt\*/);
  },
};
