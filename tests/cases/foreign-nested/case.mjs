/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  // Playwright does not know the borders of frames of other origins: the outer one has none.
  name: "a frame in a scrolled frame of another origin, added late",
  async act(person) {
    await person.click(person.button("Open"), "Click **Open**");
    const inner = person.page.frameLocator("iframe").frameLocator("iframe");
    await inner.getByRole("button", { name: "Innermost" }).waitFor();
    await person.click(inner.getByRole("button", { name: "Innermost" }), "Click **Innermost**", { rest: 900 });
    await person.page.evaluate(() => scrollTo(0, 250));
    await person.type(inner.getByLabel("Word"), "w", 'Type "w" in **Word**');
  },
};
