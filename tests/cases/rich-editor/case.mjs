/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a rich editor (Quill)",
  async act(person) {
    const editor = person.page.locator(".ql-editor");
    await person.type(editor, "Dear Ann", 'Type "Dear Ann" in **Message**');
    await person.click(person.button("Send"), "Click **Send**");
  },
};
