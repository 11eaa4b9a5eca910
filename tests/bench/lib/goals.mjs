/** What Cairn aims at, as ratios to what was measured in the same run. */

/** @typedef {import("./table.mjs").Goal} Goal */

/**
 * @param {Record<string, any>} results Of the parts that were measured, by name.
 * @returns {Goal[]}
 */
export function goals({ page, questions, inject, stop, server, locators }) {
  return [
    ...(page ? ofPages(page) : []),
    ...(questions ? ofTraffic(questions) : []),
    ...(inject ? ofInjection(inject) : []),
    ...(stop ? [{ what: "Stop to readable guide, 50 steps", value: stop.readableP50, limit: 1000, unit: " ms" }] : []),
    ...(server ? ofServer(server) : []),
    ...(locators ? ofLocators(locators) : []),
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

/**
 * @param {any} server
 * @returns {Goal[]}
 */
function ofServer({ ingest, guide, memory }) {
  /** @type {Goal[]} */
  const found = [];
  const own = ingest.filter((/** @type {any} */ one) => one.name === "cairn");
  for (const cairn of own) {
    const { clients } = cairn;
    const peer = (/** @type {string} */ name) =>
      ingest.find((/** @type {any} */ one) => one.name === name && one.clients === clients);
    const [bare, fastify] = [peer("bare"), peer("fastify")];
    for (const [kind, overFastify] of /** @type {const} */ ([
      ["pictures", 1.5],
      ["batches", 2],
    ])) {
      const what = `${kind}, ${clients} client${clients > 1 ? "s" : ""}`;
      const rate = cairn[kind].rate;
      found.push({ what: `${what}, against bare`, value: rate / bare[kind].rate, limit: 0.9, unit: " ×", least: true });
      if (fastify) {
        const value = rate / fastify[kind].rate;
        found.push({ what: `${what}, against Fastify`, value, limit: overFastify, unit: " ×", least: true });
      }
      const value = cairn[kind].cpu / bare[kind].cpu;
      found.push({ what: `${what}, CPU a request against bare`, value, limit: 1.25, unit: " ×" });
    }
  }
  found.push(
    { what: "guide of 200 steps, p95", value: guide.p95, limit: 30, unit: " ms" },
    { what: "memory of the idle server", value: memory.idle, limit: 40, unit: " MB" },
    { what: "memory with 1,000 workflows opened in turn", value: memory.opened, limit: 150, unit: " MB" },
  );
  return found;
}

/** Rows of locators that are Cairn's own. */
const OWN = ["cairn", "cairn, strict"];

/**
 * @param {any} locators
 * @returns {Goal[]}
 */
function ofLocators({ rows, single }) {
  const of = (/** @type {string} */ name) => rows.find((/** @type {any} */ one) => one.name === name);
  const [cairn, strict, optimal] = [of("cairn"), of("cairn, strict"), of("optimal-select")];
  if (!cairn) return [];
  const unit = " %";
  const worst = (/** @type {any} */ row) =>
    Math.max(...single.map((/** @type {string} */ change) => row.by[change].wrong));
  /** @type {Goal[]} */
  const found = [
    { what: "locators, right at capture", value: cairn.by.unchanged.right, limit: 100, unit, least: true },
    { what: "locators, right after one change, mean", value: cairn.right, limit: 98, unit, least: true },
    { what: "locators, wrong after one change, the worst", value: worst(cairn), limit: 1, unit },
    { what: "locators, wrong after a release", value: cairn.by.release.wrong, limit: 2.5, unit },
  ];
  const peers = rows.filter((/** @type {any} */ one) => !OWN.includes(one.name));
  if (peers.length > 0) {
    const best = Math.max(...peers.map((/** @type {any} */ one) => one.by.release.right));
    const what = "locators, right after a release, against 1.12 × the best peer";
    found.push({ what, value: cairn.by.release.right, limit: 1.12 * best, unit, least: true });
  }
  if (strict) {
    found.push(
      { what: "locators, strict: wrong after one change, the worst", value: worst(strict), limit: 0.1, unit },
      { what: "locators, strict: wrong after a release", value: strict.by.release.wrong, limit: 0.1, unit },
    );
  }
  if (optimal) {
    found.push(
      { what: "describe p50, against optimal-select", value: cairn.p50, limit: optimal.p50, unit: " µs" },
      { what: "describe p95, against optimal-select", value: cairn.p95, limit: optimal.p95, unit: " µs" },
    );
  }
  return found;
}
