/**
 * The server: what it takes in durably, against servers that do the same durable work and nothing else; what it
 * answers; and how much memory it needs.
 */

import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { run } from "../../e2e/lib/child.mjs";
import { load } from "../lib/load.mjs";
import { answers } from "../lib/answers.mjs";
import { picture, recording } from "../lib/recording.mjs";
import { startAll } from "../lib/servers.mjs";
import { median, percentile } from "../lib/statistics.mjs";

const DISK = fileURLToPath(new URL("../lib/disk.mjs", import.meta.url));
const CLIENTS = [1, 8, 32];
/** A picture of a page of text, as the recorder stores it. */
const PICTURE_BYTES = 120_000;
/** Requests of one sample; bounded, so that a slow disk only makes the figure small. */
const PICTURES = 384;
const BATCHES = 480;
const BATCH = 20;
/** Requests that are not counted: each server's first ones meet empty caches. */
const WARM = 64;

/** @typedef {import("../lib/servers.mjs").Taker} Taker */
/** @typedef {{clients: number, name: string, pictures: import("../lib/load.mjs").Load, batches: import("../lib/load.mjs").Load}} Sample */

/** @param {import("../bench.mjs").Options} options */
export async function server({ rounds, progress }) {
  const takers = await startAll(progress);
  try {
    /** @type {Sample[]} */
    const samples = [];
    /** @type {{clients: number, files: number}[]} */
    const disk = [];
    for (const taker of takers) await sample(taker, 8, await work(8, WARM, WARM));
    for (let round = 1; round <= rounds; round += 1) {
      for (const clients of CLIENTS) {
        progress(`server: round ${round}, ${clients} clients`);
        // Each round begins with another server.
        const turn = takers.map((_, nth) => takers[(nth + round) % takers.length]);
        for (const taker of turn) samples.push(await sample(taker, clients, await work(clients, PICTURES, BATCHES)));
        disk.push({ clients, files: await diskLimit(takers[0].target.folder, clients) });
      }
    }
    const ingest = CLIENTS.flatMap((clients) => takers.map(({ name }) => figures(name, clients, samples)));
    const limits = CLIENTS.map((clients) => ({
      clients,
      files: median(disk.filter((one) => one.clients === clients).map(({ files }) => files)),
    }));
    return { ingest, disk: limits, pictureBytes: PICTURE_BYTES, batch: BATCH, ...(await answers(progress)) };
  } finally {
    for (const taker of takers) await taker.close();
  }
}

/**
 * Medians of the rounds.
 *
 * @param {string} name
 * @param {number} clients
 * @param {Sample[]} samples
 */
function figures(name, clients, samples) {
  const own = samples.filter((one) => one.name === name && one.clients === clients);
  const of = (/** @type {"pictures" | "batches"} */ kind) => ({
    rate: median(own.map((one) => one[kind].rate)),
    cpu: median(own.map((one) => one[kind].cpu)),
    p95: percentile(
      own.flatMap((one) => one[kind].times),
      0.95,
    ),
  });
  return { name, clients, pictures: of("pictures"), batches: of("batches") };
}

/**
 * Pictures and steps that no server has seen: a recording for each client, as each person has one.
 *
 * @param {number} clients
 * @param {number} pictures
 * @param {number} batches
 */
async function work(clients, pictures, batches) {
  const shown = Array.from({ length: pictures }, () => picture(PICTURE_BYTES));
  const [few, many] = [pictures / clients, batches / clients];
  return Array.from({ length: clients }, (_, nth) => ({
    withPictures: recording(1, shown.slice(nth * few, (nth + 1) * few)),
    pictures: shown.slice(nth * few, (nth + 1) * few),
    withSteps: recording(many * BATCH),
    batches: many,
  }));
}

/**
 * @param {Taker} taker
 * @param {number} clients
 * @param {Awaited<ReturnType<typeof work>>} people
 * @returns {Promise<Sample>}
 */
async function sample({ name, target, begin, picture: put, batch }, clients, people) {
  await begin(people.flatMap(({ withPictures, withSteps }) => [withPictures, withSteps]));
  const pictures = people.map(({ withPictures, pictures: own }) =>
    own.map(({ sha256, bytes }) => put(withPictures, sha256, bytes)),
  );
  const batches = people.map(({ withSteps, batches: count }) =>
    Array.from({ length: count }, (_, nth) => {
      const steps = Array.from({ length: BATCH }, (_unused, at) => withSteps.step(nth * BATCH + at + 1));
      return batch(withSteps, Buffer.from(JSON.stringify({ v: 1, steps })));
    }),
  );
  return {
    name,
    clients,
    pictures: await load(target, inTurn(pictures), clients),
    batches: await load(target, inTurn(batches), clients),
  };
}

/**
 * One of each person, then the next of each: the clients write to all recordings at once, as a crowd does.
 *
 * @template T
 * @param {T[][]} people
 * @returns {T[]}
 */
function inTurn(people) {
  return people[0].flatMap((_, nth) => people.map((own) => own[nth]));
}

/**
 * Files of a picture's size that the disk takes a second, by as many loops.
 *
 * @param {string} folder On the disk that counts.
 * @param {number} clients
 */
async function diskLimit(folder, clients) {
  const args = [DISK, join(folder, "bench-disk"), String(PICTURE_BYTES), String(clients), String(PICTURES)];
  const [line] = await run(process.execPath, args, { env: { UV_THREADPOOL_SIZE: String(Math.max(4, clients)) } });
  return Number(line);
}
