// @ts-check
/** The offscreen document's life. Only one can exist; callers that come together share one creation. */

const FILE = 'offscreen.html';

/** How often a new document is asked whether it listens: for ten seconds. */
const READY_TRIES = 500;
const READY_PAUSE = 20;

/** What is under way: creations and closings in order. @type {Promise<void>} */
let last = Promise.resolve();

/** @type {Promise<void> | undefined} */
let creating;

/** Whether the offscreen document is there. */
export async function hasOffscreen() {
  const contexts = await chrome.runtime.getContexts({
    contextTypes: [chrome.runtime.ContextType.OFFSCREEN_DOCUMENT],
  });
  return contexts.length > 0;
}

/** Resolves when the offscreen document is there and listens. */
export function ensureOffscreen() {
  creating ??= enqueue(create).finally(() => {
    creating = undefined;
  });
  return creating;
}

/** Closes it, if it is there. */
export function closeOffscreen() {
  return enqueue(async () => {
    if (await hasOffscreen()) await chrome.offscreen.closeDocument();
  });
}

async function create() {
  if (await listens()) return;
  if (!(await hasOffscreen())) await open();
  // The document's load event, for which Chrome waits, comes before its WASM is there and the journal is read.
  for (let tries = 0; tries < READY_TRIES; tries += 1) {
    if (await listens()) return;
    await new Promise((resolve) => setTimeout(resolve, READY_PAUSE));
  }
  throw new Error('the offscreen document does not answer');
}

async function listens() {
  // Rejected while nobody listens.
  const answer = await chrome.runtime.sendMessage({ to: 'offscreen', type: 'ready' }).catch(() => undefined);
  return answer === true;
}

async function open() {
  await chrome.offscreen.createDocument({
    url: FILE,
    reasons: [chrome.offscreen.Reason.WORKERS, chrome.offscreen.Reason.BLOBS],
    justification: 'Keeps the recording on disk through a worker and prepares its pictures.',
  });
}

/** @param {() => Promise<void>} work */
function enqueue(work) {
  const done = last.then(work);
  last = done.catch(() => undefined);
  return done;
}
