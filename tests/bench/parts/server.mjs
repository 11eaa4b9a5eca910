/** The server: what it takes in durably, against what the disk can do in the same round, and what it answers. */

import { readFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../../e2e/lib/child.mjs";
import { Server } from "../../e2e/lib/server.mjs";
import { picture, recording } from "../lib/recording.mjs";
import { median, percentile } from "../lib/statistics.mjs";

const DISK = fileURLToPath(new URL("../lib/disk.mjs", import.meta.url));
const CLIENTS = [1, 8, 32];
/** A picture of a page of text, as the recorder stores it. */
const PICTURE_BYTES = 120_000;
/** Requests at each number of clients; bounded, so that a slow disk only makes the figure small. */
const PICTURES = 192;
const BATCHES = 256;
const BATCH = 20;
const GUIDE_STEPS = 200;
const GUIDE_READS = 40;

/** @param {import("../bench.mjs").Options} options */
export async function server({ rounds, progress }) {
  const running = await Server.start();
  try {
    const idle = await memory(running);
    /** @type {any[]} */
    const samples = [];
    for (let round = 1; round <= rounds; round += 1) {
      for (const clients of CLIENTS) {
        progress(`server: round ${round}, ${clients} clients`);
        samples.push({ clients, ...(await ingest(running, clients)) });
      }
    }
    progress("server: a guide of 200 steps");
    return { memory: idle, guide: await guide(running), ingest: CLIENTS.map((clients) => figures(clients, samples)) };
  } finally {
    await running.close();
  }
}

/**
 * @param {number} clients
 * @param {any[]} samples
 */
function figures(clients, samples) {
  const own = samples.filter((one) => one.clients === clients);
  const of = (/** @type {string} */ name) => median(own.map((one) => one[name]));
  return {
    clients,
    pictures: of("pictures"),
    pictureMegabytes: (of("pictures") * PICTURE_BYTES) / 1e6,
    ofDisk: median(own.map((one) => one.pictures / one.disk)),
    disk: of("disk"),
    steps: of("batches") * BATCH,
    batches: of("batches"),
    stepMegabytes: median(own.map((one) => (one.batches * one.batchBytes) / 1e6)),
    ofSmallDisk: median(own.map((one) => one.batches / one.smallDisk)),
    smallDisk: of("smallDisk"),
    ceiling: of("ceiling"),
    cpu: of("cpu"),
  };
}

/**
 * @param {Server} running
 * @param {number} clients
 */
async function ingest(running, clients) {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const ask = asker(running, agent);
  const disk = await diskLimit(running, PICTURE_BYTES, clients, PICTURES);
  const before = await cpu(running);
  const pictures = await sendPictures(ask, clients);
  const spent = ((await cpu(running)) - before) / PICTURES;
  const { batches, batchBytes } = await sendBatches(ask, clients);
  const smallDisk = await diskLimit(running, batchBytes, clients, BATCHES);
  const ceiling = await rate(clients, 1000, () => ask("GET", "/health"));
  agent.destroy();
  return { disk, pictures, cpu: spent, batches, batchBytes, smallDisk, ceiling };
}

/** @typedef {(method: string, path: string, body?: Buffer, type?: string) => Promise<Buffer>} Ask */

/**
 * One keep-alive connection a client, and an error for every answer that is none of success.
 *
 * @param {Server} running
 * @param {Agent} agent
 * @returns {Ask}
 */
function asker(running, agent) {
  const { hostname, port } = new URL(running.address);
  return (method, path, body, type = "application/json") =>
    new Promise((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${running.token}`,
        ...(body ? { "content-type": type, "content-length": body.length } : {}),
      };
      const sent = request({ hostname, port, method, path, agent, headers }, (answer) => {
        /** @type {Buffer[]} */
        const parts = [];
        answer.on("data", (part) => parts.push(part));
        answer.on("end", () => {
          const text = Buffer.concat(parts);
          if ((answer.statusCode ?? 500) < 300) resolve(text);
          else reject(new Error(`${method} ${path} answered ${answer.statusCode}: ${text}`));
        });
      });
      sent.on("error", reject);
      sent.end(body);
    });
}

/**
 * Requests a second: as many loops as there are clients take the next number until all are done.
 *
 * @param {number} clients
 * @param {number} count
 * @param {(nth: number) => Promise<unknown>} send
 */
async function rate(clients, count, send) {
  let next = 0;
  const loop = async () => {
    while (next < count) await send(next++);
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: clients }, loop));
  return (count / (performance.now() - started)) * 1000;
}

/**
 * @param {Ask} ask
 * @param {number} clients
 */
async function sendPictures(ask, clients) {
  const pictures = Array.from({ length: PICTURES }, () => picture(PICTURE_BYTES));
  // Each client has a recording of its own, as each user has.
  const share = PICTURES / clients;
  const owners = [];
  for (let nth = 0; nth < clients; nth += 1) {
    owners.push(await begin(ask, recording(1, pictures.slice(nth * share, (nth + 1) * share))));
  }
  return rate(clients, PICTURES, (nth) => {
    const { bytes, sha256 } = pictures[nth];
    const owner = owners[Math.floor(nth / share)];
    return ask("PUT", `/api/v1/recordings/${owner}/pictures/${sha256}`, bytes, "image/webp");
  });
}

/**
 * @param {Ask} ask
 * @param {number} clients
 */
async function sendBatches(ask, clients) {
  const share = BATCHES / clients;
  /** @type {{id: string, body: Buffer}[]} */
  const batches = [];
  for (let client = 0; client < clients; client += 1) {
    const one = recording(share * BATCH);
    const id = await begin(ask, one);
    for (let nth = 0; nth < share; nth += 1) {
      const steps = Array.from({ length: BATCH }, (_, at) => one.step(nth * BATCH + at + 1));
      batches.push({ id, body: Buffer.from(JSON.stringify({ v: 1, steps })) });
    }
  }
  // In turn, one of each recording: a loop then writes to all of them, as a crowd does.
  const order = batches.map((_, nth) => batches[(nth % clients) * share + Math.floor(nth / clients)]);
  const sent = await rate(clients, BATCHES, async (nth) => {
    const { id, body } = order[nth];
    const { results } = JSON.parse((await ask("POST", `/api/v1/recordings/${id}/steps`, body)).toString());
    const wrong = results.find((/** @type {any} */ one) => one.status !== "stored");
    if (wrong) throw new Error(`A step was not stored: ${JSON.stringify(wrong)}`);
  });
  return { batches: sent, batchBytes: median(order.map(({ body }) => body.length)) };
}

/**
 * @param {Ask} ask
 * @param {ReturnType<typeof recording>} one
 * @returns {Promise<string>} Its id.
 */
async function begin(ask, { create }) {
  await ask("POST", "/api/v1/recordings", Buffer.from(JSON.stringify(create)));
  return create.id;
}

/**
 * @param {Server} running Its data folder's disk is the one that counts.
 * @param {number} bytes
 * @param {number} clients
 * @param {number} files
 */
async function diskLimit(running, bytes, clients, files) {
  const folder = join(running.data, "bench-disk");
  const [line] = await run(process.execPath, [DISK, folder, String(bytes), String(clients), String(files)], {
    env: { UV_THREADPOOL_SIZE: String(Math.max(4, clients)) },
  });
  return Number(line);
}

/** @param {Server} running */
async function guide(running) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = asker(running, agent);
  const pictures = Array.from({ length: GUIDE_STEPS }, () => picture(2_000));
  const one = recording(GUIDE_STEPS, pictures);
  const id = await begin(ask, one);
  for (const { bytes, sha256 } of pictures) {
    await ask("PUT", `/api/v1/recordings/${id}/pictures/${sha256}`, bytes, "image/webp");
  }
  for (let from = 0; from < GUIDE_STEPS; from += 100) {
    const steps = Array.from({ length: 100 }, (_, at) => one.step(from + at + 1));
    await ask("POST", `/api/v1/recordings/${id}/steps`, Buffer.from(JSON.stringify({ v: 1, steps })));
  }
  await ask("POST", `/api/v1/recordings/${id}/complete`, Buffer.alloc(0));
  const times = [];
  for (let nth = 0; nth < GUIDE_READS; nth += 1) {
    const started = performance.now();
    const page = (await ask("GET", `/w/${id}`)).toString();
    times.push(performance.now() - started);
    if (!page.includes(`Save entry ${GUIDE_STEPS}`)) throw new Error("The guide lacks its last step");
  }
  agent.destroy();
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
}

/** Resident memory (MB). @param {Server} running */
async function memory(running) {
  const status = await readFile(`/proc/${running.child?.process.pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}

/** Time on all cores so far (ms); the kernel counts in hundredths of a second. @param {Server} running */
async function cpu(running) {
  const stat = await readFile(`/proc/${running.child?.process.pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
