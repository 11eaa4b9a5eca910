/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a rich editor (TipTap on ProseMirror) with a tool bar",
  async act(person) {
    const editor = person.page.locator(".ProseMirror");
    await person.type(editor, "Dear Ann", 'Type "Dear Ann" in **Message**');
    await person.click(person.button("Bullet list"), "Click **Bullet list** in *Format*");
    await person.look();
    await person.keys(" and Bob");
    person.expect('Type "Dear Ann and Bob" in **Message**');
    await person.click(person.button("Send"), "Click **Send**");
  },
};
