/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a form that draws itself anew at each key",
  async act(person) {
    await person.type(person.page.getByLabel("Name"), "Ann", 'Type "Ann" in **Name**');
    await person.type(person.page.getByLabel("Mail"), "a.b", 'Type "a.b" in **Mail**');
    await person.click(person.button("Save"), "Click **Save**");
  },
};
