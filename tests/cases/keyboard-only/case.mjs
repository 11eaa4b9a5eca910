/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a form filled in without the mouse",
  async act(person) {
    const { page } = person;
    await person.tabTo(page.getByLabel("Name"));
    await person.keys("Ann");
    person.expect('Type "Ann" in **Name**');
    await person.tabTo(page.getByLabel("Urgent"));
    await person.press(" ", "Check **Urgent**");
    await person.tabTo(page.getByLabel("Kind"));
    await person.press("ArrowDown", 'Select "Idea" in **Kind**');
    await person.tabTo(person.button("Send"));
    await person.press("Enter", "Click **Send**");
  },
};
