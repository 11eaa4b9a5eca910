/** The demo's words: a line for each phase, with the seconds that it took. */

/**
 * Does one phase and says so.
 *
 * @template T
 * @param {string} sentence What will have been done.
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function phase(sentence, work) {
  const started = performance.now();
  const result = await work().catch((error) => {
    end(started, `This failed: ${sentence}`);
    throw error;
  });
  end(started, sentence);
  return result;
}

/**
 * Where a long phase is, on a terminal only: the next word replaces it.
 *
 * @param {string} words
 */
export function progress(words) {
  if (process.stderr.isTTY) process.stderr.write(`\x1b[2K\r        ${words.slice(0, 100)}`);
}

/**
 * @param {number} started
 * @param {string} sentence
 */
function end(started, sentence) {
  if (process.stderr.isTTY) process.stderr.write("\x1b[2K\r");
  console.log(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${sentence}`);
}

/**
 * The whole program: what fails is said in a sentence.
 *
 * @param {() => Promise<void>} work
 */
export async function toTheEnd(work) {
  try {
    await work();
  } catch (error) {
    console.error(`\nIt did not work out: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
