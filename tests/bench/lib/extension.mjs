/** The bench's own little extension: it puts the peers into pages by the same way as Cairn puts its content script. */

import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const FROM = fileURLToPath(new URL("../recorders/", import.meta.url));

/** The peers: each is a content script that ends with its listeners attached. */
export const PEERS = ["noop", "finder", "rrweb"];

const MANIFEST = {
  manifest_version: 3,
  name: "Bench",
  version: "1",
  permissions: ["scripting", "tabs"],
  host_permissions: ["<all_urls>"],
  background: { service_worker: "worker.js" },
};

/**
 * Bundles the peers into an unpacked extension.
 *
 * @param {string} folder Made if it is not there.
 */
export async function buildPeers(folder) {
  await mkdir(folder, { recursive: true });
  await build({
    entryPoints: PEERS.map((name) => join(FROM, `${name}.js`)),
    outdir: folder,
    bundle: true,
    minify: true,
    format: "iife",
    logLevel: "error",
    legalComments: "none",
  });
  await copyFile(join(FROM, "worker.js"), join(folder, "worker.js"));
  await writeFile(join(folder, "manifest.json"), JSON.stringify(MANIFEST));
}

/**
 * The id that Chromium gives to an unpacked extension: from its key, and without one from its path.
 *
 * @param {string} folder
 */
export async function extensionId(folder) {
  const { key } = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
  const source = key ? Buffer.from(key, "base64") : Buffer.from(folder);
  const digits = createHash("sha256").update(source).digest("hex").slice(0, 32);
  return digits.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}
