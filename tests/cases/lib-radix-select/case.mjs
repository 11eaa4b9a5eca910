/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a React list and dialog (Radix)",
  async act(person) {
    const { page } = person;
    await person.click(page.getByRole("combobox"), "Click **Plan**");
    await person.click(page.getByRole("option", { name: "Firm" }), "Click **Firm**", { seen: [0xdd, 0xff, 0xdd] });
    await person.click(person.button("Rename"), "Click **Rename**");
    await person.type(page.getByLabel("Name", { exact: true }), "Ann", 'Type "Ann" in **Name**');
    await person.click(person.button("Keep it"), "Click **Keep it** in *New name*");
  },
};
