/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a box dragged onto another by the mouse (jQuery UI)",
  async act(person) {
    const { page } = person;
    await person.drag(page.locator("#card"), page.locator("#box"), "Drag **Invoice** to **Paid bills**");
    await page.getByText("dropped").waitFor();
  },
};
