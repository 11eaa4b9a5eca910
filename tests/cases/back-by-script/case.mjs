/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a page that goes back by itself",
  async act(person) {
    await person.click(person.page.getByRole("link"), "Click **Onward**");
    await person.page.waitForURL("**/next.html");
    await person.click(person.button("Return"), "Click **Return**");
    await person.page.waitForURL("**/page.html");
    await person.click(person.button("Here again"), "Click **Here again**");
  },
};
