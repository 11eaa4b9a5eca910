/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a drawing in a button, and one that is itself a button",
  async act(person) {
    const { page } = person;
    await person.click(page.locator("button svg"), "Click **Print**", { about: person.button("Print"), at: { x: 20, y: 16 } });
    await person.click(page.locator("#own"), "Click **Chart**", { at: { x: 10, y: 10 } });
  },
};
