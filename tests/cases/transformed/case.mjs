/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a turned box, a fixed bar and a sticky head",
  async act(person) {
    await person.click(person.button("In the bar"), "Click **In the bar**");
    await person.click(person.button("Turned"), "Click **Turned**");
    await person.page.mouse.wheel(0, 500);
    await person.click(person.button("In the head"), "Click **In the head**", { rest: 600 });
  },
};
