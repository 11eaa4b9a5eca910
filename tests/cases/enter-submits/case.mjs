/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "Enter in a form that leaves the page",
  async act(person) {
    await person.type(person.page.getByLabel("Find"), "cat", 'Type "cat" in **Find**');
    await person.press("Enter", "Press **Enter**");
    await person.page.waitForURL("**/found.html?q=cat");
    await person.click(person.button("Open"), "Click **Open**");
  },
};
