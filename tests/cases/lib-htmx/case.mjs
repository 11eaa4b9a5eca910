/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "rows and results that the server draws (htmx)",
  async act(person) {
    const { page } = person;
    await person.click(page.getByRole("row", { name: "Bob" }).getByRole("button"), "Click **Edit** in the row *Bob*");
    await page.getByLabel("Name").waitFor();
    await person.click(page.getByLabel("Name"), null);
    await person.press("End", null);
    await person.keys("by");
    person.expect('Type "Bobby" in **Name**');
    await person.click(person.button("Keep"), "Click **Keep**");
    await page.getByText("Bobby").waitFor();
    await person.type(page.getByLabel("Search"), "zo", 'Type "zo" in **Search**');
    await person.press("Enter", "Press **Enter**");
    await page.getByText("Zoe").waitFor();
  },
};
