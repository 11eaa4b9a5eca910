/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a React menu that acts on pointerdown and pointerup (Radix)",
  async act(person) {
    const { page } = person;
    await person.click(person.button("Actions"), "Click **Actions**");
    await person.click(page.getByRole("menuitem", { name: "Archive" }), /^Click \*\*Archive\*\*/, { seen: [0xdd, 0xff, 0xdd] });
    await page.getByText("archived").waitFor();
    await person.click(person.button("Actions"), "Click **Actions**");
    await person.click(page.getByRole("menuitemcheckbox"), /^Check \*\*Show grid\*\*/, { seen: [0xdd, 0xff, 0xdd] });
    await page.getByText("with grid").waitFor();
  },
};
