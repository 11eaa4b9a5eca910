/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a button pressed several times, slowly",
  async act(person) {
    const { page } = person;
    await person.click(person.button("+"), "Click **+** 4 times");
    for (let turn = 0; turn < 3; turn += 1) await person.click(person.button("+"), null, { rest: 900 });
    await person.click(person.button("Next"), "Click **Next**", { rest: 900 });
    await person.click(person.button("Next"), "Click **Next**", { rest: 1200 });
    await person.click(page.locator("#row"), /^Click \*\*Row\*\*$/);
    await person.click(page.locator("#row"), /^Click \*\*Row\*\*$/, { rest: 900 });
    await person.click(page.locator("#row"), /^Double-click \*\*Row\*\*$/, { rest: 900, count: 2 });
  },
};
