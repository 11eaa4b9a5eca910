/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a list sorted by dragging (SortableJS, the browser’s drag)",
  async act(person) {
    const { page } = person;
    await person.drag(page.getByText("Buy milk"), page.getByText("Post the letter"), "Drag **Buy milk** to **Post the letter**");
    await page.locator("li:last-child", { hasText: "Buy milk" }).waitFor();
    await person.click(person.button("Save order"), "Click **Save order**");
  },
};
