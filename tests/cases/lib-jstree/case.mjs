/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a tree with check boxes (jsTree)",
  async act(person) {
    const { page } = person;
    await person.click(page.locator("#animals > .jstree-ocl"), /Animals/, { about: null });
    await page.getByText("Dogs").waitFor();
    await person.click(page.locator("#dogs_anchor"), /^(Click|Check) \*\*Dogs\*\*/);
    await person.click(page.locator("#plants_anchor"), /^(Click|Check) \*\*Plants\*\*/);
  },
};
