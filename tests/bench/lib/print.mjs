/** The parts' results as tables, each with the definition of its figures. */

import { figure, table } from "./table.mjs";

/** @typedef {(result: any) => string[]} Printer */

/** @type {Record<string, Printer>} */
export const PRINTERS = { page, questions, inject, pictures, stop, server, locators };

/** @param {any[]} pages */
function page(pages) {
  const lines = [
    "WHAT THE PAGE PAYS: own time of the recorder's scripts on the page's main thread, µs of thread time per input,",
    "from the press to 100 ms after the release (scroll: 250 ms after the wheel). p50: median of the rounds' medians;",
    "p95, p99, longest: of all samples. per input: all own time from the first input to the end, divided by the inputs.",
    "at rest: µs a second while nothing is done. init ms: run of the injected file. page: the page's own scripts in the",
    "clicks' windows (median), for comparison.",
  ];
  const head = ["recorder", "click p50", "p95", "p99", "key p50", "p95", "p99", "scroll p50", "p95", "longest"];
  head.push("per input", "at rest", "init ms", "page");
  for (const one of pages) {
    const rows = one.recorders.map((/** @type {any} */ { name, click, key, scroll, any, all, rest, init }) => {
      const own = name === "none" ? Array(11).fill(NaN) : [click.p50, click.p95, click.p99, key.p50, key.p95, key.p99];
      if (name !== "none") own.push(scroll.p50, scroll.p95, any.max, all, rest);
      return [name, ...own.map(figure), name === "none" ? "–" : figure(init), figure(click.page)];
    });
    lines.push(
      "",
      `  ${one.page} (${one.recorders[0].click.n} clicks, ${one.recorders[0].key.n} keys)`,
      table(head, rows),
    );
  }
  return lines;
}

/** @param {any[]} pages */
function questions(pages) {
  const lines = [
    "WHAT IS ASKED AND SENT: calls of the page's DOM for each click and each key, those put off included, and bytes of",
    "JSON that leave the content script, for each minute of that (quick) work and before its first input. Counted in runs",
    "of their own, whose times are not used.",
  ];
  for (const one of pages) {
    const rows = one.recorders.map((/** @type {any} */ { name, click, key, bytesPerMinute, atStart }) => [
      name,
      ...[click, key, bytesPerMinute / 1000, atStart / 1000].map(figure),
    ]);
    lines.push(
      "",
      `  ${one.page}`,
      table(["recorder", "calls a click", "calls a key", "KB a minute", "KB at start"], rows),
    );
  }
  return lines;
}

/** @param {any} result */
function inject({ sizes, pages }) {
  const size = (/** @type {string} */ name, /** @type {any} */ one) => [name, figure(one.kilobytes), figure(one.gzip)];
  const lines = [
    "WHAT IS INJECTED: the script that recordings use (Rust, translated to JavaScript), and the same core as WASM inlined",
    "in a script; both recorded in this run, on pages that allow WASM. init: thread time of the file's run, to its last",
    "listener. click, key: own time, µs, as above.",
    table(
      ["file", "KB", "KB gzip"],
      [
        size("translated (content.js)", sizes.translated),
        size("WASM, inlined in a script", sizes.wasm),
        size("WASM alone", sizes.wasmAlone),
        size("rrweb", sizes.rrweb),
        size("finder", sizes.finder),
      ],
    ),
  ];
  const head = ["recorder", "init ms", "click p50", "p95", "key p50", "p95", "per input"];
  for (const one of pages) {
    const rows = one.recorders.map((/** @type {any} */ { name, init, click, key, all }) => [
      name,
      ...[init, click.p50, click.p95, key.p50, key.p95, all].map(figure),
    ]);
    lines.push("", `  ${one.page}`, table(head, rows));
  }
  return lines;
}

/** @param {any[]} frames */
function pictures(frames) {
  const rows = frames.map((one) => [
    one.page,
    `${one.width} × ${one.height}`,
    ...[one.png / 1000, one.bytes / 1000, one.share, one.p50, one.p95].map(figure),
  ]);
  return [
    "PICTURES: one frame from Chrome's PNG to the stored file (decode, draw, canvas WebP 0.8, SHA-256), in a worker, as the",
    "recorder does it. share: of the PNG's bytes.",
    table(["page", "pixels", "PNG KB", "stored KB", "share", "ms p50", "p95"], rows),
  ];
}

/** @param {any} result */
function stop({ steps, readable, readableP50, linkP50, pictures: stored }) {
  return [
    `STOP TO READABLE GUIDE: ${steps} clicks recorded through the panel, server on loopback; from the release of`,
    '"Stop recording" until GET /w/{id} answers with all steps, and until the panel shows the link.',
    table(
      ["figure", "value"],
      [
        ["guide readable, ms, median", figure(readableP50)],
        ["guide readable, ms, each round", readable.map(figure).join(" / ")],
        ["link in the panel, ms, median", figure(linkP50)],
        ["steps with a picture", `${Math.round(stored.withPicture * 100)} %`],
        ["stored picture, KB, p50 / p95", `${figure(stored.bytesP50 / 1000)} / ${figure(stored.bytesP95 / 1000)}`],
      ],
    ),
  ];
}

/** @param {any} result */
function server({ ingest, disk, guide, list, library, workflows, steps, memory }) {
  const head = ["server", "clients", "pictures/s", "CPU ms", "ms p95", "batches/s", "CPU ms", "ms p95"];
  const rows = ingest.map((/** @type {any} */ { name, clients, pictures: put, batches: post }) => [
    name,
    clients,
    ...[put.rate, put.cpu, put.p95, post.rate, post.cpu, post.p95].map(figure),
  ]);
  const limits = disk.map((/** @type {any} */ one) => `${figure(one.files)} (${one.clients})`).join(", ");
  const pair = (/** @type {any} */ one) => `${figure(one.p50)} / ${figure(one.p95)}`;
  return [
    "SERVER: answers a second, each given after it is durable: PUT of 120 KB pictures, POST of batches of 20 steps. bare:",
    "an axum handler and a group-commit loop that do the same durable work and nothing else. fastify: the same with",
    "better-sqlite3. CPU ms: of the server, on all cores, for each request. ms p95: as the clients see it.",
    table(head, rows),
    "",
    table(
      ["figure", "value"],
      [
        ["files of 120 KB that the disk takes a second (clients)", limits],
        ["guide of 200 steps, ms, p50 / p95", pair(guide)],
        [`first page of the list over ${figure(steps)} steps, JSON, ms, p50 / p95`, pair(list)],
        [`first page of the list over ${figure(steps)} steps, HTML, ms, p50 / p95`, pair(library)],
        [`search over ${figure(steps)} steps`, "the server has none yet"],
        ["memory when idle, MB", figure(memory.idle)],
        [`memory after ${figure(workflows)} uploads, MB`, figure(memory.filled)],
        [`memory after ${figure(workflows)} guides were opened in turn, MB`, figure(memory.opened)],
      ],
    ),
  ];
}

/** @param {any} result */
function locators({ pages, rows, single }) {
  const both = (/** @type {any} */ one) => `${one.right.toFixed(1)} (${one.wrong.toFixed(2)})`;
  const head = ["generator", "at capture", "nine changes", "release", "µs p50", "p95"];
  const sums = rows.map((/** @type {any} */ row) => [
    row.name,
    both(row.by.unchanged),
    both(row),
    both(row.by.release),
    figure(row.p50),
    figure(row.p95),
  ]);
  const each = rows.map((/** @type {any} */ row) => [
    row.name,
    ...single.map((/** @type {string} */ change) => both(row.by[change])),
  ]);
  const counts = pages.map((/** @type {any} */ page) => `${page.name} ${page.elements}`).join(", ");
  return [
    `LOCATORS: ${counts} elements; each described on one copy of its page and looked for on changed copies. Right`,
    "(wrong) in % of all elements and seeds; the rest is no answer. µs: one description, after one pass that is not counted.",
    table(head, sums),
    "",
    "  each single change",
    table(["generator", ...single], each),
  ];
}
