/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a page that looks for the recorder in every way it can",
  async act(person) {
    await person.click(person.button("Look for it"), "Click **Look for it**");
    await person.page.getByText("databases 0 caches 0").waitFor();
  },
};
