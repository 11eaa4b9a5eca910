/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a list that recycles its rows",
  async act(person) {
    const { page } = person;
    await person.click(person.button("Person 2"), "Click **Person 2**");
    await person.hover(page.locator("#list"));
    await page.mouse.wheel(0, 1600);
    await person.button("Person 42").waitFor();
    person.expect("Scroll down in **People**");
    await person.click(person.button("Person 42"), "Click **Person 42**", { rest: 600 });
  },
};
