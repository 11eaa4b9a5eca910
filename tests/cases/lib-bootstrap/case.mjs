/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a menu, tabs and an accordion (Bootstrap)",
  async act(person) {
    const { page } = person;
    await person.click(person.button("Actions"), "Click **Actions**");
    await person.click(page.locator("#archive"), "Click **Archive**", { seen: [0xdd, 0xff, 0xdd] });
    await person.click(page.getByRole("tab", { name: "Billing" }), "Click **Billing**");
    await person.click(person.button("How to pay"), "Click **How to pay**");
    await page.getByText("By card").waitFor();
  },
};
