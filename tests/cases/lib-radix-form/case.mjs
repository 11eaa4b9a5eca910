/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a React switch, options, tabs, an accordion, a slider by keys (Radix)",
  async act(person) {
    const { page } = person;
    await person.click(page.getByRole("switch"), "Switch on **Send mail**");
    await person.click(page.getByRole("radio", { name: "Firm" }), "Choose **Firm** in *Plan*");
    await person.click(page.getByRole("tab", { name: "Billing" }), "Click **Billing**");
    await person.click(person.button("More options"), "Click **More options**");
    await page.getByText("There are none").waitFor();
  },
};
