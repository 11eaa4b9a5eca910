/**
 * `./build.sh run`: the server on loopback, and a Chromium with the extension that knows the server. Data and profile
 * stay in .cache/run/ for the next time. With no display it does what the demo does and goes on serving.
 */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../e2e/lib/child.mjs";
import { BINARY, Server } from "../e2e/lib/server.mjs";
import { phase, toTheEnd } from "./lib/phases.mjs";
import { record } from "./lib/record.mjs";
import { report, reportServer, untilEnded } from "./lib/report.mjs";
import { openWindow } from "./lib/window.mjs";

const FOLDER = fileURLToPath(new URL("../../.cache/run/", import.meta.url));
const PORT = 8787;

/** Whether a window can be shown. */
function hasDisplay() {
  if (process.platform !== "linux") return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The server's usual port, or any where that one is taken. */
async function freePort() {
  const probe = createServer();
  const free = await new Promise((resolve) => {
    probe.once("error", () => resolve(false));
    probe.listen(PORT, "127.0.0.1", () => resolve(true));
  });
  await new Promise((resolve) => probe.close(resolve));
  return free ? PORT : 0;
}

/** The server on the data of the last time. */
async function startServer() {
  const server = new Server(join(FOLDER, "data"));
  await mkdir(server.data, { recursive: true });
  await server.listen(`127.0.0.1:${await freePort()}`);
  await giveKey(server);
  return server;
}

/**
 * Gives the server's object the API key of the last time, or a new one where the server knows that one no more.
 *
 * @param {Server} server
 */
async function giveKey(server) {
  const file = join(FOLDER, "api-key");
  server.token = (await readFile(file, "utf8").catch(() => "")).trim();
  const known = server.token !== "" && (await server.workflows().then(Boolean, () => false));
  if (known) return;
  const lines = await run(BINARY, ["token", "create", "--name", "build.sh run", "--data", server.data]);
  const key = lines.map((line) => line.trim()).find((line) => /^\S{20,}$/.test(line));
  if (!key) throw new Error("`cairn token create` printed no API key.");
  await writeFile(file, key, { mode: 0o600 });
  server.token = key;
}

/**
 * A link that signs a browser in. The one that the server printed is gone once somebody has signed in, in whichever
 * browser, and a session ends one day.
 *
 * @param {Server} server
 */
async function newSignIn(server) {
  const [link] = await run(BINARY, ["sign-in-link", "--public-url", server.address, "--data", server.data]);
  return link;
}

/** @param {Server} server */
async function inWindow(server) {
  const { closed, close } = await phase("Chromium runs with the extension", () =>
    openWindow(join(FOLDER, "profile"), server, () => newSignIn(server)),
  );
  console.log(`
The server: ${server.address}
Press Cairn's button in Chromium's toolbar (behind the puzzle piece), then "Open panel" and "Start recording".
Everything ends when the window is closed, or with Ctrl+C.`);
  await Promise.race([closed, untilEnded()]);
  await close();
}

/** @param {Server} server */
async function withoutWindow(server) {
  console.log("There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no browser window can be");
  console.log("shown. A workflow is recorded in a headless browser instead, and the server goes on running.\n");
  const result = await record(server);
  await report(result);
  server.signIn ||= await newSignIn(server);
  reportServer(server, result.id);
  await untilEnded();
}

await toTheEnd(async () => {
  const server = await phase("The server is up", startServer);
  try {
    await (hasDisplay() ? inWindow(server) : withoutWindow(server));
  } finally {
    // Not `close()`: that deletes the data.
    await server.child?.stop();
  }
});
