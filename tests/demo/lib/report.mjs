/** What the demo says at its end. */

import { stat } from "node:fs/promises";
import { pathToFileURL } from "node:url";

/**
 * @param {Awaited<ReturnType<typeof import("./record.mjs").record>>} result
 */
export async function report({ actions, steps, pictures, html, markdown }) {
  const { size } = await stat(html);
  console.log(`
${actions} actions became ${steps} steps, ${pictures} with a picture.
The guide (${Math.round(size / 1024)} KB, one file): ${html}
The same as Markdown: ${markdown}
Open it: ${pathToFileURL(html)}`);
}

/**
 * Where the guide is on the server that goes on running.
 *
 * @param {import("../../e2e/lib/server.mjs").Server} server
 * @param {string} [id]
 */
export function reportServer(server, id) {
  if (id) console.log(`On the server: ${server.address}/w/${id}`);
  else console.log(`The server: ${server.address}`);
  if (server.signIn) console.log(`Sign in first, once: ${server.signIn}`);
  console.log("The server goes on running; end it with Ctrl+C.");
}

/** Resolves when the person ends the program. */
export function untilEnded() {
  return new Promise((resolve) => {
    for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.once(signal, () => resolve(undefined));
  });
}
