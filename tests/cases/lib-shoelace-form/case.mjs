/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a form of web components (Shoelace)",
  async act(person) {
    const { page } = person;
    await person.type(page.getByLabel("Name"), "Ann", 'Type "Ann" in **Name**');
    await person.click(page.locator("sl-select"), "Click **Plan**", { about: null });
    await person.click(page.getByRole("option", { name: "Firm" }), "Click **Firm**", { seen: [0xdd, 0xff, 0xdd] });
    await person.click(page.locator("sl-checkbox"), "Check **I agree**", { about: null, at: { x: 60, y: 12 } });
    await person.click(page.locator("sl-switch"), "Switch on **Send mail**", { about: null, at: { x: 60, y: 12 } });
    await person.click(page.locator("sl-button"), "Click **Save**");
  },
};
