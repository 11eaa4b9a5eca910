/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a colour from a palette (Coloris)",
  async act(person) {
    const { page } = person;
    await person.click(page.locator("#colour"), "Click **Colour**");
    await person.click(page.locator("#clr-swatches button").nth(1), /^Click \*\*Color swatch:? #ffee00\*\*$/);
    await person.press("Escape", "Press **Escape**");
    await person.click(person.button("Save"), "Click **Save**");
  },
};
