/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "tabs, a date picker and a slider (jQuery UI)",
  async act(person) {
    const { page } = person;
    await person.click(page.locator("#due"), "Click **Due date**");
    await person.click(page.locator(".ui-datepicker-calendar").getByRole("link", { name: "20" }), "Click **20**", { seen: [0xdd, 0xff, 0xdd] });
    await person.click(page.getByRole("tab", { name: "How much" }), "Click **How much**", { about: null });
    await person.drag(page.locator(".ui-slider-handle"), { x: 200, y: 0 }, "Drag **Amount**");
  },
};
