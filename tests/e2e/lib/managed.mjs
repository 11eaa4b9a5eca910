/** A browser with an administrator's policy for the extension. */

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Browser } from "./browser.mjs";
import { chromiumPath } from "./chromium.mjs";

/** The extension's id, which its key in the manifest makes the same everywhere. */
export const ID = "pdefpbfipdbmlhcjohcabkognljccllh";

/** Where the builds of Chromium look for an administrator's policies, in `policies/managed/*.json`. */
const FOLDERS = ["/etc/chromium", "/etc/opt/chrome"].filter((folder) => existsSync(folder));

/** A namespace of mounts, in which the folder can be another one for one browser alone. */
const NAMESPACE = ["unshare", "--user", "--map-root-user", "--mount"];

/** Why this machine cannot show a browser a policy; false if it can. */
export function obstacle() {
  if (FOLDERS.length === 0) return "There is no folder for policies (/etc/chromium). Make it as root to run this test.";
  if (spawnSync(NAMESPACE[0], [...NAMESPACE.slice(1), "true"]).status !== 0)
    return "This machine allows no mount namespaces (unshare). Run the test as root.";
  return false;
}

/**
 * A browser that has an administrator's policy for the extension. No other browser of the machine sees it, and no file
 * of the machine is changed.
 *
 * @param {import("node:test").TestContext} t
 * @param {object} settings
 */
export async function launchManaged(t, settings) {
  const folder = await mkdtemp(join(tmpdir(), "cairn-policy-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const policies = join(folder, "etc", "policies", "managed");
  await mkdir(policies, { recursive: true });
  await writeFile(join(policies, "cairn.json"), JSON.stringify({ "3rdparty": { extensions: { [ID]: settings } } }));
  const mounts = FOLDERS.map((one) => `mount --bind "${join(folder, "etc")}" ${one}`).join(" && ");
  const wrapper = join(folder, "chromium.sh");
  await writeFile(wrapper, `#!/bin/sh\nexec ${NAMESPACE.join(" ")} sh -c '${mounts} && exec "$0" "$@"' "${chromiumPath()}" "$@"\n`);
  await chmod(wrapper, 0o755);
  const before = process.env.CHROMIUM;
  process.env.CHROMIUM = wrapper;
  try {
    return await Browser.launch({ t });
  } finally {
    if (before === undefined) delete process.env.CHROMIUM;
    else process.env.CHROMIUM = before;
  }
}
