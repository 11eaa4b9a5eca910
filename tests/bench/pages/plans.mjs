/** What the bench's person does on each page. */

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */

/**
 * @typedef {object} Plan
 * @property {string} name
 * @property {string} path
 * @property {string} ready A selector of what is there when the page is.
 * @property {(page: Page) => Locator[]} clicks
 * @property {(page: Page) => Locator} field A text field for the keys.
 * @property {{x: number, y: number} | null} wheel Where the wheel turns; nowhere on a page that fits its window.
 */

/** @type {Plan[]} */
export const PLANS = [
  {
    name: "forms (GOV.UK)",
    path: "govuk.html",
    ready: ".govuk-accordion__show-all",
    clicks: (page) => {
      const of = (/** @type {string} */ component, /** @type {string} */ what, nth = 0) =>
        page.locator(`[data-component="${component}"] ${what}`).nth(nth);
      return [
        of("radios", "input", 0),
        of("radios", "label", 1),
        of("radios", "input", 2),
        of("checkboxes", "input", 0),
        of("checkboxes", "label", 1),
        of("checkboxes", "input", 2),
        of("button", "button", 0),
        of("accordion", ".govuk-accordion__show-all", 0),
        of("accordion", ".govuk-accordion__section-button", 1),
        of("details", "summary", 0),
        of("input", "input", 0),
        of("textarea", "textarea", 0),
        of("character-count", "textarea", 0),
        of("password-input", "button", 0),
        of("tabs", "a", 1),
        of("date-input", "input", 1),
        of("breadcrumbs", "a", 0),
        of("summary-list", "dd", 0),
        of("table", "td", 1),
        of("pagination", "a", 1),
      ];
    },
    field: (page) => page.locator('[data-component="input"] input').first(),
    wheel: { x: 640, y: 400 },
  },
  {
    name: "live grid (AG Grid)",
    path: "grid.html",
    ready: ".ag-row[row-index='10'] .ag-cell",
    clicks: (page) => {
      const cell = (/** @type {number} */ row, /** @type {string} */ column) =>
        page.locator(`.ag-row[row-index="${row}"] .ag-cell[col-id="${column}"]`);
      const box = (/** @type {number} */ row) =>
        page.locator(`.ag-row[row-index="${row}"] .ag-selection-checkbox input`);
      const header = (/** @type {string} */ column) =>
        page.locator(`.ag-header-cell[col-id="${column}"] .ag-header-cell-text`);
      return [
        box(0),
        box(2),
        box(5),
        cell(1, "customer"),
        cell(3, "state"),
        cell(4, "price"),
        cell(6, "change"),
        cell(7, "note"),
        cell(8, "amount"),
        header("amount"),
        cell(2, "customer"),
        cell(5, "price"),
        header("amount"),
        box(1),
        cell(9, "id"),
        header("state"),
        cell(3, "change"),
        box(4),
        cell(7, "state"),
        page.locator("#clear"),
      ];
    },
    field: (page) => page.locator("#search"),
    wheel: { x: 500, y: 500 },
  },
  {
    name: "React (Ant Design)",
    path: "react.html",
    ready: ".ant-table-row",
    clicks: (page) => {
      const row = (/** @type {number} */ nth) => page.locator(".ant-table-row").nth(nth);
      const role = (
        /** @type {"button" | "switch" | "checkbox"} */ what,
        /** @type {number} */ nth,
        /** @type {string} */ name,
      ) => row(nth).getByRole(what, { name });
      return [
        role("switch", 0, "Active"),
        role("switch", 1, "Active"),
        role("switch", 4, "Active"),
        role("button", 0, "Edit"),
        role("button", 1, "Block"),
        role("button", 2, "Edit"),
        role("button", 3, "Block"),
        row(1).locator(".ant-checkbox"),
        row(3).locator(".ant-checkbox"),
        row(2).locator("td").nth(1),
        page.locator(".ant-table-column-has-sorters").first(),
        role("button", 5, "Edit"),
        role("switch", 6, "Active"),
        page.locator(".ant-radio-wrapper").nth(0),
        page.locator(".ant-radio-wrapper").nth(1),
        page.locator(".ant-checkbox-wrapper").first(),
        page.getByRole("button", { name: /Save/ }).first(),
        page.getByRole("tab", { name: "Account" }),
        page.getByRole("tab", { name: "People" }),
        row(4).locator("td").nth(2),
      ];
    },
    field: (page) => page.locator("#display").first(),
    wheel: { x: 900, y: 400 },
  },
  {
    name: "worst (5,000 nodes, 60 Hz)",
    path: "busy.html",
    ready: "#grid span:nth-child(5000)",
    clicks: (page) => {
      const cell = (/** @type {number} */ nth) => page.locator("#grid span").nth(nth);
      const around = [page.locator("#save"), cell(10), page.locator("input[type=checkbox]"), cell(1234), cell(2500)];
      return [...around, ...around, cell(99), cell(700), ...around];
    },
    field: (page) => page.locator("label input").first(),
    wheel: null,
  },
];
