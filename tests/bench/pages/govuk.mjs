/** All GOV.UK components on one page, from the fixtures that their package publishes. */

import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const PACKAGE = fileURLToPath(new URL("../node_modules/govuk-frontend/dist/govuk/", import.meta.url));

/** Of each component, this many of its published examples: the page is then long, as such pages are. */
const EXAMPLES = 3;

/** The files that the page asks for. */
export const FILES = {
  "/govuk.css": `${PACKAGE}govuk-frontend.min.css`,
  "/govuk.js": `${PACKAGE}govuk-frontend.min.js`,
};

/** The page as text. */
export async function html() {
  const sections = [];
  for (const folder of await readdir(`${PACKAGE}components`, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    const file = `${PACKAGE}components/${folder.name}/fixtures.json`;
    const { component, fixtures } = JSON.parse(await readFile(file, "utf8"));
    const shown = fixtures.filter((/** @type {any} */ one) => !one.hidden).slice(0, EXAMPLES);
    for (const [nth, fixture] of shown.entries()) {
      sections.push(`<section data-component="${component}"><h2 class="govuk-heading-m">${component}</h2>
${own(fixture.html, `${component}-${nth}-`)}</section>`);
    }
  }
  return `<!doctype html>
<html lang="en" class="govuk-template">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>All components</title>
<link rel="stylesheet" href="/govuk.css">
<body class="govuk-template__body">
<script>document.body.className += " js-enabled govuk-frontend-supported";</script>
<div class="govuk-width-container"><main class="govuk-main-wrapper">
<form action="#" onsubmit="return false">
${sections.join("\n")}
</form></main></div>
<script type="module">
  import { initAll } from "/govuk.js";
  initAll();
  document.addEventListener("click", (event) => {
    if (event.target.closest("a[href]:not([href^='#'])")) event.preventDefault();
  });
</script>
`;
}

/**
 * The examples were made for one page each: their ids, and what refers to them, get a prefix.
 *
 * @param {string} markup
 * @param {string} prefix
 */
function own(markup, prefix) {
  return markup.replace(
    / (id|for|data-aria-controls|aria-describedby|aria-labelledby|aria-controls)="([^"]*)"/g,
    (_, name, ids) => {
      const prefixed = ids.split(/\s+/).map((/** @type {string} */ id) => (id ? prefix + id : id));
      return ` ${name}="${prefixed.join(" ")}"`;
    },
  );
}
