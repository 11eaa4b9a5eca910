/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a list drawn anew by Choices.js",
  async act(person) {
    const { page } = person;
    await person.click(page.locator(".choices__inner"), /^Click \*\*(Plan|Free)\*\*/, { about: null });
    await person.click(page.locator(".choices__list--dropdown").getByRole("option", { name: "Firm" }), "Click **Firm**", { seen: [0xdd, 0xff, 0xdd] });
    await person.click(person.button("Save"), "Click **Save**");
  },
};
