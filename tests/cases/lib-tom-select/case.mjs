/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a combobox with several values (Tom Select)",
  todo: "a cross that has a title is called by the cross",
  async act(person) {
    const { page } = person;
    const field = page.getByRole("combobox");
    await person.click(page.locator(".ts-control"), null);
    await person.keys("gr");
    person.expect('Type "gr" in **Countries**');
    await page.locator(".option", { hasText: "Greece" }).waitFor();
    await person.click(page.locator(".option", { hasText: "Greece" }), "Click **Greece**", { seen: [0xdd, 0xff, 0xdd] });
    await person.press("Escape", "Press **Escape**");
    await person.click(page.locator(".item .remove"), "Click **Remove**", { about: null });
    await field.waitFor();
    await person.click(person.button("Save"), "Click **Save**");
  },
};
