/** The elements that are described: what people work with, at most so many, spread over the page. */

export const INTERACTIVE = [
  "a[href]",
  ...["button", "input:not([type=hidden])", "select", "textarea", "summary"],
  ...["button", "link", "checkbox", "switch", "tab", "option", "menuitem", "combobox"].map((role) => `[role=${role}]`),
].join(",");

/** @param {number} most */
export function elements(most) {
  const shown = [...document.querySelectorAll(INTERACTIVE)].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }),
  );
  const each = Math.ceil(shown.length / most);
  return shown.filter((_, nth) => nth % each === 0);
}
