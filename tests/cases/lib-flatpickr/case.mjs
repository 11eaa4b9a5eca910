/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a date picker (flatpickr)",
  async act(person) {
    const { page } = person;
    await person.click(page.locator("#due"), "Click **Due date**");
    await person.click(page.getByLabel("November 20, 2026", { exact: true }), "Click **November 20, 2026**", { seen: [0xdd, 0xff, 0xdd] });
    await person.click(person.button("Save"), "Click **Save**");
  },
};
