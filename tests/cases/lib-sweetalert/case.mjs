/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a question in a modal dialog (SweetAlert2)",
  shaded: true,
  async act(person) {
    const { page } = person;
    await person.click(person.button("Delete account"), "Click **Delete account**");
    await person.type(page.getByLabel("Reason"), "old", 'Type "old" in **Reason**');
    await person.click(person.button("Yes, delete"), "Click **Yes, delete** in *Delete the account?*", { seen: [0xdd, 0xff, 0xdd] });
    await page.getByText("deleted: old").waitFor();
  },
};
