/**
 * The recorder's own time on the page's main thread, read from a DevTools trace.
 *
 * What the trace holds, in Chromium 156, with the categories below:
 * - each entry of the engine into a script is a `FunctionCall`, the first run of a file an `EvaluateScript`, with the
 *   script's address in `args.data.url`. A content script injected as a file has
 *   `chrome-extension://ID/content.js`: that is how a recorder is told from the page, and one recorder from another.
 *   What `executeScript` gets as a function has no address and is not counted.
 * - promise reactions are no entries: they lie in a `RunMicrotasks`, which names nobody. Mutation observers are called
 *   from there as well, but as entries.
 * - `tdur` is the time that the thread itself ran (µs), so a busy machine does not count.
 * - `ts` is the monotonic clock (µs), the one that `process.hrtime` reads on Linux.
 */

/** @typedef {import("playwright-core").CDPSession} CDPSession */

const CATEGORIES = ["devtools.timeline", "v8.execute"];
const ENTRIES = new Set(["FunctionCall", "EvaluateScript"]);

/**
 * @typedef {object} TraceEvent
 * @property {string} name
 * @property {string} ph
 * @property {number} pid
 * @property {number} tid
 * @property {number} ts
 * @property {number} [dur]
 * @property {number} [tdur]
 * @property {any} [args]
 */

/**
 * @typedef {object} Entry
 * @property {string} url The script's address; of microtasks, that of the entry before them.
 * @property {string} name
 * @property {number} at When it began (µs).
 * @property {number} own Thread time without the entries inside of it (µs).
 */

/** Now, on the trace's clock (µs). */
export function clock() {
  return Number(process.hrtime.bigint() / 1000n);
}

/**
 * Starts tracing a page.
 *
 * @param {CDPSession} session
 * @returns {Promise<() => Promise<TraceEvent[]>>} Ends it.
 */
export async function startTrace(session) {
  /** @type {TraceEvent[]} */
  const events = [];
  const take = (/** @type {any} */ part) => void events.push(...part.value);
  session.on("Tracing.dataCollected", take);
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: {
      recordMode: "recordAsMuchAsPossible",
      includedCategories: CATEGORIES,
      excludedCategories: ["*"],
    },
  });
  return async () => {
    const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
    await session.send("Tracing.end");
    const { dataLossOccurred } = /** @type {any} */ (await complete);
    session.off("Tracing.dataCollected", take);
    if (dataLossOccurred) throw new Error("The trace has lost events: its buffer was too small");
    return events;
  };
}

/**
 * Every entry into a script on every thread, in order, with the time that is its own.
 *
 * @param {TraceEvent[]} events
 * @returns {Entry[]}
 */
export function entries(events) {
  /** @type {Map<string, TraceEvent[]>} */
  const threads = new Map();
  for (const event of events) {
    if (event.ph !== "X" || !(ENTRIES.has(event.name) || event.name === "RunMicrotasks")) continue;
    const thread = `${event.pid}/${event.tid}`;
    const list = threads.get(thread);
    if (list) list.push(event);
    else threads.set(thread, [event]);
  }
  return [...threads.values()].flatMap(ofThread).toSorted((one, other) => one.at - other.at);
}

/**
 * @param {TraceEvent[]} events Of one thread.
 * @returns {Entry[]}
 */
function ofThread(events) {
  // What begins at the same moment and lasts longer is around the other.
  events.sort((one, other) => one.ts - other.ts || (other.dur ?? 0) - (one.dur ?? 0));
  /** @type {{entry: Entry, end: number}[]} */
  const open = [];
  /** @type {Entry[]} */
  const found = [];
  let before = "";
  for (const event of events) {
    while (open.length > 0 && (open.at(-1)?.end ?? 0) <= event.ts) open.pop();
    const time = event.tdur ?? event.dur ?? 0;
    const around = open.at(-1);
    if (around) around.entry.own -= time;
    if (event.name !== "RunMicrotasks") before = event.args?.data?.url ?? "";
    const entry = { url: before, name: event.name, at: event.ts, own: time };
    found.push(entry);
    open.push({ entry, end: event.ts + (event.dur ?? 0) });
  }
  return found;
}

/**
 * The own time (µs) of the scripts below an address, of entries that began in a span of time.
 *
 * @param {Entry[]} all
 * @param {string} address The beginning of the scripts' addresses.
 * @param {number} [from] On the trace's clock (µs).
 * @param {number} [to]
 */
export function ownTime(all, address, from = -Infinity, to = Infinity) {
  let sum = 0;
  for (const entry of all) {
    if (entry.at >= from && entry.at <= to && entry.url.startsWith(address)) sum += entry.own;
  }
  return sum;
}

/**
 * Whether an input reached the page in a span of time: without its event a figure would say nothing.
 *
 * @param {TraceEvent[]} events
 * @param {string} type "mousedown", "keydown", "wheel".
 * @param {number} from
 * @param {number} to
 */
export function dispatched(events, type, from, to) {
  return events.some(
    (event) => event.name === "EventDispatch" && event.args?.data?.type === type && event.ts >= from && event.ts <= to,
  );
}
