/** What the server answers to readers, and the memory that it takes: on a Cairn of its own, one request at a time. */

import { load, memory } from "./load.mjs";
import { picture, recording } from "./recording.mjs";
import { send, startCairn, targetOf } from "./servers.mjs";
import { percentile } from "./statistics.mjs";

const GUIDE_STEPS = 200;
const READS = 200;
/** Together 100,000 steps. */
const WORKFLOWS = 1000;
const STEPS = 100;

/** Most steps of a batch. */
const BATCH = 100;

/** @param {(sentence: string) => void} progress */
export async function answers(progress) {
  const server = await startCairn();
  try {
    const target = targetOf(server);
    const idle = await memory(target.pid);
    progress(`server: a guide of ${GUIDE_STEPS} steps`);
    const shown = Array.from({ length: GUIDE_STEPS }, () => picture(2_000));
    const whole = await upload(server, GUIDE_STEPS, shown);
    const guide = await reads(target, `/w/${whole}`);
    progress(`server: ${WORKFLOWS} workflows of ${STEPS} steps`);
    const ids = [];
    for (let nth = 0; nth < WORKFLOWS; nth += 1) ids.push(await upload(server, STEPS));
    const filled = await memory(target.pid);
    await load(
      target,
      ids.map((id) => ({ method: "GET", path: `/w/${id}` })),
      1,
    );
    const opened = await memory(target.pid);
    const list = await reads(target, "/api/v1/workflows");
    const library = await reads(target, "/workflows");
    return { guide, list, library, workflows: WORKFLOWS, steps: WORKFLOWS * STEPS, memory: { idle, filled, opened } };
  } finally {
    await server.close();
  }
}

/**
 * @param {import("./load.mjs").Target} target
 * @param {string} path
 */
async function reads(target, path) {
  const requests = Array.from({ length: READS }, () => ({ method: "GET", path }));
  const { times, cpu } = await load(target, requests, 1);
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95), cpu };
}

/**
 * A complete workflow.
 *
 * @param {import("../../e2e/lib/server.mjs").Server} server
 * @param {number} steps
 * @param {{bytes: Buffer, sha256: string}[]} [pictures]
 * @returns {Promise<string>} Its id.
 */
async function upload(server, steps, pictures = []) {
  const one = recording(steps, pictures);
  const { id } = one.create;
  const path = `/api/v1/recordings/${id}`;
  await send(server, "/api/v1/recordings", one.create);
  for (const { bytes, sha256 } of pictures) {
    const headers = { "content-type": "image/webp" };
    await server.ask(`${path}/pictures/${sha256}`, { method: "PUT", headers, body: new Uint8Array(bytes) });
  }
  for (let from = 0; from < steps; from += BATCH) {
    const some = Array.from({ length: Math.min(BATCH, steps - from) }, (_, at) => one.step(from + at + 1));
    const answer = await (await send(server, `${path}/steps`, { v: 1, steps: some })).json();
    const wrong = answer.results.find((/** @type {any} */ result) => result.status !== "stored");
    if (wrong) throw new Error(`A step was not stored: ${JSON.stringify(wrong)}`);
  }
  await send(server, `${path}/complete`);
  return id;
}
