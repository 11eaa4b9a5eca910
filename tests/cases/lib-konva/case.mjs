/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a shape on a canvas, clicked and dragged (Konva)",
  async act(person) {
    const { page } = person;
    const canvas = page.locator("#stage canvas");
    await person.click(canvas, "Click **Drawing**", { at: { x: 60, y: 50 }, about: null });
    await page.getByText("clicked").waitFor();
    await person.look();
    await person.drag(canvas, { x: 60, y: 40 }, "Drag **Drawing**", { about: null });
  },
};
