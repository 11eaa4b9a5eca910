/** From "Stop recording" to a guide that can be read: 50 real clicks, recorded and uploaded on loopback. */

import { join } from "node:path";
import { EXTENSION } from "../../e2e/lib/browser.mjs";
import { click } from "../../e2e/lib/input.mjs";
import { Panel } from "../../e2e/lib/panel.mjs";
import { Server } from "../../e2e/lib/server.mjs";
import { pause, waitFor } from "../../e2e/lib/wait.mjs";
import { launch } from "../lib/browser.mjs";
import { Site } from "../lib/site.mjs";
import { median, percentile } from "../lib/statistics.mjs";

const STEPS = 50;
/** Between two clicks of a quick person, and between the last one and Stop (ms). */
const LOOK = 300;
const LAST_LOOK = 700;
/** Between two questions whether the guide is there (ms): who asks too often is what is waited for. */
const EVERY = 40;

/** @typedef {import("../../e2e/lib/browser.mjs").Browser} Browser */

/** @param {import("../bench.mjs").Options} options */
export async function stop({ folder, rounds, progress }) {
  const samples = [];
  for (let round = 1; round <= rounds; round += 1) {
    progress(`stop: round ${round}, ${STEPS} clicks`);
    samples.push(await once(folder));
  }
  const pictures = samples.flatMap((one) => one.pictures);
  return {
    steps: STEPS,
    readable: samples.map((one) => one.readable),
    readableP50: median(samples.map((one) => one.readable)),
    linkP50: median(samples.map((one) => one.link)),
    pictures: {
      withPicture: pictures.length / (rounds * STEPS),
      bytesP50: median(pictures),
      bytesP95: percentile(pictures, 0.95),
    },
  };
}

/** @param {string} folder */
async function once(folder) {
  const [server, site] = await Promise.all([Server.start(), Site.start(join(folder, "site"))]);
  const browser = await launch({ cairn: EXTENSION });
  try {
    const { cairn } = browser.by;
    await cairn.presetServer(server);
    const page = await cairn.open(site.url("clicks.html"));
    const panel = await Panel.openWindow(cairn, await cairn.tabIdOf(page));
    await panel.start();
    await page.bringToFront();
    for (let nth = 1; nth <= STEPS; nth += 1) {
      await click(page, page.getByRole("button", { name: `Confirm ${nth}`, exact: true }), { hold: 60 });
      await pause(LOOK);
    }
    await pause(LAST_LOOK);
    return await timed(panel, server);
  } finally {
    await browser.close();
    await site.close();
    await server.close();
  }
}

/**
 * Presses Stop, and asks for the guide until it is whole.
 *
 * @param {Panel} panel
 * @param {Server} server
 */
async function timed(panel, server) {
  await panel.page.bringToFront();
  await panel.button("Stop recording").hover();
  await panel.page.mouse.down();
  await pause(60);
  const started = performance.now();
  const link = panel.page
    .getByRole("link", { name: "Open guide" })
    .waitFor()
    .then(() => performance.now() - started);
  const guide = readable(server).then(() => performance.now() - started);
  await panel.page.mouse.up();
  const [atLink, atGuide] = await Promise.all([link, guide]);
  const [{ id }] = await server.workflows();
  const { steps } = await server.json(`/api/v1/workflows/${id}`);
  const pictures = steps.flatMap((/** @type {any} */ step) => (step.picture.sha256 ? [step.picture.bytes] : []));
  return { readable: atGuide, link: atLink, pictures };
}

/** @param {Server} server */
function readable(server) {
  return waitFor(
    `a guide of ${STEPS} steps`,
    async () => {
      const [workflow] = await server.workflows();
      if (!workflow) return false;
      const page = await (await server.ask(`/w/${workflow.id}`)).text();
      return page.includes(`Confirm ${STEPS}`) && (page.match(/<li[^>]*class="[^"]*\bstep\b/g) ?? []).length === STEPS;
    },
    { timeout: 60_000, every: EVERY, seen: () => server.workflows() },
  );
}
