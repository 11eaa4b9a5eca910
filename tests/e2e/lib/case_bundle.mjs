/** Scripts of cases that use libraries from npm, each bundled as its own app would be. */

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

/** @typedef {{js: string, css: string}} Bundle */

/** @type {Map<string, Promise<Bundle>>} */
const bundles = new Map();
const ROOT = fileURLToPath(new URL("../../cases/", import.meta.url));

/**
 * `app.js` or `app.css` of a case's folder, made of its `app.mjs` or `app.jsx` and all that this imports.
 *
 * @param {string} folder
 * @param {string} file
 * @returns {Promise<string>} Empty where the folder has no such source.
 */
export async function bundled(folder, file) {
  const source = ["app.mjs", "app.jsx"].map((name) => join(folder, name)).find(existsSync);
  if (!source || !/^app\.(js|css)$/.test(file)) return "";
  const made = bundles.get(source) ?? make(source);
  bundles.set(source, made);
  return (await made)[file === "app.js" ? "js" : "css"];
}

/** @param {string} source @returns {Promise<Bundle>} */
async function make(source) {
  const { outputFiles } = await build({
    entryPoints: [source],
    outfile: "app.js",
    absWorkingDir: ROOT,
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    jsx: "automatic",
    // Templates in the page are compiled there.
    alias: { vue: "vue/dist/vue.esm-bundler.js" },
    define: {
      "process.env.NODE_ENV": '"production"',
      __VUE_OPTIONS_API__: "true",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    },
    loader: { ".png": "dataurl", ".gif": "dataurl", ".svg": "dataurl", ".woff2": "dataurl" },
  });
  const text = (/** @type {string} */ end) => outputFiles.find((one) => one.path.endsWith(end))?.text ?? "";
  return { js: text(".js"), css: text(".css") || "\n" };
}

/** Brings the libraries that `package-lock.json` names, unless they are there. */
export async function bringLibraries() {
  const lock = await readFile(join(ROOT, "package-lock.json"), "utf8");
  const mark = await readFile(join(ROOT, "node_modules", ".package-lock.json"), "utf8").catch(() => "{}");
  const wanted = versions(JSON.parse(lock));
  const there = versions(JSON.parse(mark));
  if ([...wanted].every(([name, version]) => !version || there.get(name) === version)) return;
  await promisify(execFile)("npm", ["ci", "--silent", "--no-audit", "--no-fund"], { cwd: ROOT });
}

/** @param {{packages?: Record<string, {version?: string, optional?: boolean}>}} lock */
function versions({ packages = {} }) {
  const needed = Object.entries(packages).filter(([name, { optional }]) => name && !optional);
  return new Map(needed.map(([name, { version }]) => [name, version]));
}
