/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a data grid: sorted, a cell written in, a button of a row (Tabulator)",
  async act(person) {
    const { page } = person;
    await person.click(page.locator(".tabulator-col", { hasText: "Name" }), "Click **Name**", { at: { x: 20, y: 14 } });
    await page.locator(".tabulator-row").first().filter({ hasText: "Ann" }).waitFor();
    await person.click(page.locator(".tabulator-cell", { hasText: "Lima" }), /^Click \*\*Lima\*\*/);
    await person.press("Control+a", null);
    await person.keys("Cusco");
    person.expect('Type "Cusco" in **City**');
    await person.press("Enter", "Press **Enter**");
    await person.click(page.locator(".tabulator-row", { hasText: "Bob" }).getByRole("button"), "Click **Open** in the row *Bob*");
  },
};
