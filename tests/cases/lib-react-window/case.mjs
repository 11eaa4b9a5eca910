/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a list of a thousand rows of which some are there (react-window)",
  async act(person) {
    const { page } = person;
    const invite = (/** @type {string} */ name) => page.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) }).getByRole("button");
    await person.click(invite("Person 2"), "Click **Invite** in *Person 2*");
    await page.getByText("Invited 2").waitFor();
    await person.click(invite("Person 4"), "Click **Invite** in *Person 4*");
    await page.getByText("Invited 4").waitFor();
  },
};
