/** Waiting for a condition: the only way these tests wait. */

/**
 * Asks until the answer is truthy, and returns it.
 *
 * @template T
 * @param {string} what What is waited for; it is the subject of the error's sentence.
 * @param {() => T | Promise<T>} ask An exception counts as "not yet"; the last one is named in the error.
 * @param {{timeout?: number, every?: number, seen?: () => unknown}} [options] Milliseconds; `seen` describes, in the
 *   error, what was there instead.
 * @returns {Promise<NonNullable<T>>}
 */
export async function waitFor(what, ask, { timeout = 10_000, every = 50, seen } = {}) {
  const end = Date.now() + timeout;
  let last;
  for (;;) {
    try {
      last = undefined;
      const answer = await ask();
      if (answer) return /** @type {NonNullable<T>} */ (answer);
    } catch (error) {
      last = error;
    }
    if (Date.now() >= end) break;
    await pause(every);
  }
  const instead = seen ? `; there was: ${JSON.stringify(await seen())}` : "";
  const cause = last instanceof Error ? `; the last error was: ${last.message}` : "";
  throw new Error(`Waited ${timeout} ms for ${what}, in vain${instead}${cause}`);
}

/**
 * Gives a promise a time limit, so that a test that hangs says where.
 *
 * @template T
 * @param {string} what
 * @param {Promise<T>} promise
 * @param {number} timeout Milliseconds.
 * @returns {Promise<T>}
 */
export function within(what, promise, timeout = 10_000) {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${timeout} ms`)), timeout);
  });
  return /** @type {Promise<T>} */ (Promise.race([promise, limit]).finally(() => clearTimeout(timer)));
}

/**
 * The time a person takes, or the gap between two questions. Not for waiting until something is done: that is
 * `waitFor`.
 *
 * @param {number} milliseconds
 */
export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
