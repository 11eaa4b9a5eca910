import { fileURLToPath } from "node:url";

const file = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "files chosen by a press on a place, and files dropped on it (Dropzone)",
  async act(person) {
    const { page } = person;
    person.expect("Click **Drop files here**");
    await person.upload(page.locator("#zone"), [file("app.mjs")], /^Choose the file \*\*app\.mjs\*\*/);
    await page.getByText("app.mjs").first().waitFor();
    await person.upload(page.locator("#zone"), [file("page.html")], /^Drop the file \*\*page\.html\*\* on /, { dropped: true });
    await page.getByText("page.html").first().waitFor();
    await person.click(person.button("Send"), "Click **Send**");
  },
};
