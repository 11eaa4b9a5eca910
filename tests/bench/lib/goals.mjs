/** What Cairn aims at, as ratios to what was measured in the same run. */

/** @typedef {import("./table.mjs").Goal} Goal */

/**
 * @param {Record<string, any>} results Of the parts that were measured, by name.
 * @returns {Goal[]}
 */
export function goals({ page, questions, inject, stop, server }) {
  return [
    ...(page ? ofPages(page) : []),
    ...(questions ? ofTraffic(questions) : []),
    ...(inject ? ofInjection(inject) : []),
    ...(stop ? [{ what: "Stop to readable guide, 50 steps", value: stop.readableP50, limit: 1000, unit: " ms" }] : []),
    ...(server
      ? [
          { what: "guide of 200 steps, p95", value: server.guide.p95, limit: 30, unit: " ms" },
          { what: "memory of the idle server", value: server.memory, limit: 40, unit: " MB" },
        ]
      : []),
  ];
}

/**
 * @param {any[]} pages
 * @returns {Goal[]}
 */
function ofPages(pages) {
  /** @type {Goal[]} */
  const found = [];
  let overRrweb = [];
  for (const { page, recorders } of pages) {
    const by = Object.fromEntries(recorders.map((/** @type {any} */ one) => [one.name, one]));
    const { cairn, rrweb, finder, noop } = by;
    if (!cairn) continue;
    const unit = " µs";
    if (page.startsWith("worst")) {
      found.push(
        { what: `${page}: any input, p95`, value: cairn.any.p95, limit: 2000, unit },
        { what: `${page}: any input, longest`, value: cairn.any.max, limit: 4000, unit },
        { what: `${page}: any input, median`, value: cairn.any.p50, limit: 300, unit },
      );
      continue;
    }
    if (finder) {
      const half = 0.5 * finder.click.p50;
      found.push({ what: `${page}: click p50, against 0.5 × finder`, value: cairn.click.p50, limit: half, unit });
      const tail = 0.25 * finder.click.p99;
      found.push({ what: `${page}: click p99, against 0.25 × finder`, value: cairn.click.p99, limit: tail, unit });
    }
    if (noop) {
      const twice = 2 * noop.key.p50;
      found.push({ what: `${page}: key p50, against 2 × no-op`, value: cairn.key.p50, limit: twice, unit });
    }
    if (rrweb) {
      overRrweb.push(cairn.click.p50 / rrweb.click.p50);
      found.push(
        { what: `${page}: key p99, against rrweb`, value: cairn.key.p99, limit: rrweb.key.p99, unit },
        { what: `${page}: init, against 0.1 × rrweb`, value: cairn.init, limit: 0.1 * rrweb.init, unit: " ms" },
      );
    }
  }
  overRrweb = overRrweb.toSorted((one, other) => one - other);
  if (overRrweb.length >= 2) {
    const second = overRrweb[1];
    found.push({ what: "click p50 against rrweb, the second best page", value: second, limit: 1, unit: " ×" });
  }
  return found;
}

/**
 * @param {any[]} pages
 * @returns {Goal[]}
 */
function ofTraffic(pages) {
  return pages.flatMap(({ page, recorders }) => {
    const of = (/** @type {string} */ name) => recorders.find((/** @type {any} */ one) => one.name === name);
    const [own, rrweb] = [of("cairn"), of("rrweb")];
    if (!own || !rrweb) return [];
    const limit = (0.25 * rrweb.bytesPerMinute) / 1000;
    return [
      { what: `${page}: sent a minute, against 0.25 × rrweb`, value: own.bytesPerMinute / 1000, limit, unit: " KB" },
    ];
  });
}

/**
 * @param {any} inject
 * @returns {Goal[]}
 */
function ofInjection({ sizes: { translated, rrweb } }) {
  const unit = " KB";
  return [
    { what: "injected, uncompressed", value: translated.kilobytes, limit: 250, unit },
    { what: "injected, uncompressed (the next goal)", value: translated.kilobytes, limit: 120, unit },
    { what: "injected, gzip, against rrweb", value: translated.gzip, limit: rrweb.gzip, unit },
  ];
}
