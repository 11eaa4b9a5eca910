/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a button and a field in a closed shadow root",
  async act(person) {
    const host = person.page.locator("x-closed");
    await person.click(host, "Click **Sealed**", { at: { x: 30, y: 16 }, about: null });
    await person.click(host, null, { at: { x: 30, y: 48 }, about: null });
    await person.keys("bo");
    person.expect('Type "bo" in **Sealed name**');
  },
};
