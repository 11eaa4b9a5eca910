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
    ...(server ? ofServer(server) : []),
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
