/** The bench's measuring rod, checked against scripts whose cost is known. Needs no package of the bench. */

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { Browser } from "../e2e/lib/browser.mjs";
import { click } from "./lib/hands.mjs";
import { percentile, summary } from "./lib/statistics.mjs";
import { dispatched, entries, ownTime, startTrace } from "./lib/trace.mjs";

/** @param {string} name @param {number} ts @param {number} dur @param {string} [url] */
const event = (name, ts, dur, url) => ({ name, ph: "X", pid: 1, tid: 1, ts, dur, tdur: dur, args: { data: { url } } });

test("a script called inside another is not the other's time", () => {
  const all = entries([
    event("FunctionCall", 100, 50, "page.js"),
    event("FunctionCall", 110, 30, "recorder.js"),
    event("FunctionCall", 115, 5, "page.js"),
  ]);
  assert.equal(ownTime(all, "recorder.js"), 25);
  assert.equal(ownTime(all, "page.js"), 25);
});

test("microtasks are the time of the entry before them, but not what they call", () => {
  const all = entries([
    event("FunctionCall", 100, 10, "recorder.js"),
    event("RunMicrotasks", 111, 40),
    event("FunctionCall", 115, 15, "page.js"),
    event("RunMicrotasks", 200, 5),
  ]);
  assert.equal(ownTime(all, "recorder.js"), 10 + 25);
  assert.equal(ownTime(all, "page.js"), 15 + 5);
});

test("an entry counts in the span in which it begins, on its own thread", () => {
  const other = { ...event("FunctionCall", 100, 90, "recorder.js"), tid: 2 };
  const all = entries([event("FunctionCall", 105, 20, "recorder.js"), other]);
  assert.equal(ownTime(all, "recorder.js", 101, 200), 20);
  assert.equal(ownTime(all, "recorder.js", 0, 99), 0);
});

test("percentiles are values that were measured", () => {
  assert.equal(percentile([4, 1, 3, 2], 0.5), 2);
  assert.equal(percentile([1, 2, 3, 4], 0.95), 4);
  // One disturbed round does not move the median of the rounds.
  assert.equal(
    summary([
      [1, 1, 1],
      [1, 2, 1],
      [900, 900, 900],
    ]).p50,
    1,
  );
});

const KNOWN = `<!doctype html><title>Known</title><button style="position: fixed; inset: 0">Press</button><script>
  const spin = (ms) => { const end = performance.now() + ms; while (performance.now() < end); };
  addEventListener("mousedown", async () => { spin(1); await null; spin(8); });
</script>`;

test("in Chromium 1 ms in a listener and 8 ms after its await read as 9 ms", { timeout: 60_000 }, async (t) => {
  const server = createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end(KNOWN));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  t.after(() => server.close());
  const bound = /** @type {import("node:net").AddressInfo} */ (server.address());
  const browser = await Browser.launch({ t, extension: null });
  const page = await browser.open(`http://127.0.0.1:${bound.port}/`);
  const session = await browser.context.newCDPSession(page);
  const stop = await startTrace(session);
  const input = await click(session, { x: 200, y: 200 });
  const events = await stop();
  assert.ok(dispatched(events, input.event, input.from, input.to));
  const read = ownTime(entries(events), `http://127.0.0.1:${bound.port}`, input.from, input.to);
  // Spinning is by the clock, the trace by the thread's time: a busy machine can only take from it.
  assert.ok(read > 3_000 && read < 11_000, `${read} µs`);
});
