/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "words slotted into a button of a shadow root are that button",
  async act(person) {
    const { page } = person;
    await person.click(page.locator("x-button b"), "Click **Pay now**", { about: page.locator("x-button button") });
  },
};
