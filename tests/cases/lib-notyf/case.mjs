/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a message at the edge that is closed (Notyf)",
  async act(person) {
    const { page } = person;
    await person.click(person.button("Save"), "Click **Save**");
    await person.click(page.locator(".notyf__dismiss-btn"), "Click the button beside **Saved**");
    await page.locator(".notyf__toast").waitFor({ state: "detached" });
  },
};
