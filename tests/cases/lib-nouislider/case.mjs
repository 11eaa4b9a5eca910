/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a slider with two handles (noUiSlider)",
  async act(person) {
    const { page } = person;
    await person.drag(page.getByLabel("Lowest price"), { x: 60, y: 0 }, "Drag **Lowest price**");
    await person.drag(page.getByLabel("Highest price"), { x: -30, y: 0 }, "Drag **Highest price**");
  },
};
