/** Figures from samples. */

/**
 * A percentile by the nearest rank: always a value that was measured.
 *
 * @param {number[]} samples
 * @param {number} share 0.5 for the median.
 */
export function percentile(samples, share) {
  if (samples.length === 0) return Number.NaN;
  const sorted = samples.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** @param {number[]} samples */
export function median(samples) {
  return percentile(samples, 0.5);
}

/**
 * @typedef {object} Summary
 * @property {number} n
 * @property {number} p50 The median of the rounds' medians.
 * @property {number} p95 Of all samples.
 * @property {number} p99
 * @property {number} max
 */

/**
 * Samples of several rounds: a round that the machine disturbed does not move the median of the rounds.
 *
 * @param {number[][]} rounds
 * @returns {Summary}
 */
export function summary(rounds) {
  const all = rounds.flat();
  return {
    n: all.length,
    p50: median(rounds.filter((round) => round.length > 0).map(median)),
    p95: percentile(all, 0.95),
    p99: percentile(all, 0.99),
    max: percentile(all, 1),
  };
}
