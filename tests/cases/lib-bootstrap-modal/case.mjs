/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a modal dialog (Bootstrap)",
  shaded: true,
  async act(person) {
    const { page } = person;
    await person.click(person.button("Edit profile"), "Click **Edit profile**");
    await person.type(page.getByLabel("Nickname"), "Annie", 'Type "Annie" in **Nickname**');
    await person.click(person.button("Keep"), "Click **Keep** in *Profile*");
    await page.locator(".modal").waitFor({ state: "hidden" });
  },
};
