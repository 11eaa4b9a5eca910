/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a window that closes itself with the click in it",
  async act(person) {
    const popup = await person.popup(() => person.click(person.button("Choose a colour"), "Click **Choose a colour**"));
    const closed = popup.page.waitForEvent("close");
    await popup.click(popup.button("Green"), "Click **Green**");
    await closed;
    await person.page.getByText("green", { exact: true }).waitFor();
  },
};
