/** Figures as text. */

/**
 * A table with aligned columns: words to the left, figures to the right.
 *
 * @param {string[]} head
 * @param {(string | number)[][]} rows
 */
export function table(head, rows) {
  const cells = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const line = (/** @type {string[]} */ row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column])))
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  return [line(cells[0]), rule, ...cells.slice(1).map(line)].map((one) => `  ${one}`).join("\n");
}

/**
 * A figure with as many digits as it deserves.
 *
 * @param {number} value
 */
export function figure(value) {
  if (!Number.isFinite(value)) return "–";
  if (value !== 0 && Math.abs(value) < 10) return value.toFixed(2);
  return Math.abs(value) < 100 ? value.toFixed(1) : Math.round(value).toLocaleString("en");
}

/**
 * @typedef {object} Goal
 * @property {string} what
 * @property {number} value
 * @property {number} limit At most this, or at least.
 * @property {boolean} [least] Whether the limit is the least.
 * @property {string} [unit]
 */

/**
 * A goal and whether it is met. Goals are printed, never asserted.
 *
 * @param {Goal} goal
 */
export function goalLine(goal) {
  const { what, value, limit, least, unit = "" } = goal;
  const word = isMet(goal) ? "met    " : "NOT MET";
  return `  ${word}  ${what}: ${figure(value)}${unit} (at ${least ? "least" : "most"} ${figure(limit)}${unit})`;
}

/** @param {Goal} goal */
export function isMet({ value, limit, least }) {
  return least ? value >= limit : value <= limit;
}
