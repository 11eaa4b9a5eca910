/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "a strict policy with Trusted Types; nothing is reported",
  headers: {
    "content-security-policy":
      "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'; report-uri /csp-report",
  },
  async act(person) {
    await person.click(person.button("Allowed"), "Click **Allowed**");
    await person.type(person.page.getByLabel("Word"), "w", 'Type "w" in **Word**');
  },
};
