/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "menus that a script opens a moment after the mouse came",
  async act(person) {
    const entry = (/** @type {string} */ name) => person.page.getByRole("menuitem", { name, exact: true });
    await person.hover(person.button("Plain"));
    await person.hover(person.button("File"), "Hover over **File**");
    await entry("Print").waitFor();
    await person.click(entry("Print"), "Click **Print**");
    await person.click(person.button("Plain"), "Click **Plain**");
    await entry("Print").waitFor({ state: "detached" });
    await person.hover(person.button("File"), "Hover over **File**");
    await entry("Share").waitFor();
    await person.hover(entry("Share"), "Hover over **Share**");
    await entry("Mail").waitFor();
    await person.click(entry("Mail"), "Click **Mail**");
  },
};
