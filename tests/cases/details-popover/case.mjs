/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a disclosure and a popover",
  async act(person) {
    await person.click(person.page.locator("summary"), "Click **More**");
    await person.click(person.button("Inside more"), "Click **Inside more**");
    await person.click(person.button("Tip"), "Click **Tip**");
    await person.click(person.button("Got it"), "Click **Got it**");
  },
};
