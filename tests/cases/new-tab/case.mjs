/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a link that opens a tab, and work in it",
  async act(person) {
    const other = await person.popup(() => person.click(person.page.getByRole("link"), "Click **Other tab**"));
    await other.click(other.button("Over there"), "Click **Over there**");
  },
};
