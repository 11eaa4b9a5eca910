/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "suggestions taken by mouse and by keys (autoComplete.js)",
  async act(person) {
    const { page } = person;
    await person.type(page.locator("#town"), "ber", 'Type "ber" in **Town**');
    await page.getByRole("option", { name: "Bern" }).waitFor();
    await person.click(page.getByRole("option", { name: "Bern" }), "Click **Bern**", { seen: [0xdd, 0xff, 0xdd] });
    await page.getByText("chosen Bern").waitFor();
  },
};
