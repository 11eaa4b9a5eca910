import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { chromiumPath } from "./lib/chromium.mjs";
import { click } from "./lib/input.mjs";
import { Pages } from "./lib/pages.mjs";
import { recordClick } from "./lib/record.mjs";
import { Server } from "./lib/server.mjs";

/** The extension's id, which its key in the manifest makes the same everywhere. */
const ID = "pdefpbfipdbmlhcjohcabkognljccllh";

/** Where the builds of Chromium look for an administrator's policies, in `policies/managed/*.json`. */
const FOLDERS = ["/etc/chromium", "/etc/opt/chrome"].filter((folder) => existsSync(folder));

/** A namespace of mounts, in which the folder can be another one for one browser alone. */
const NAMESPACE = ["unshare", "--user", "--map-root-user", "--mount"];

/** Why this machine cannot show a browser a policy; false if it can. */
function obstacle() {
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
async function launchManaged(t, settings) {
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

test("an administrator presets server and appearance, and nobody else changes them", { timeout: 120_000, skip: obstacle() }, async (t) => {
  const [server, pages] = await Promise.all([Server.start({ t }), Pages.start({ t })]);
  const browser = await launchManaged(t, {
    server: { address: server.address, token: server.token },
    appearance: "dark",
  });
  assert.equal(browser.id, ID);
  // What the person had entered before the policy came does not count.
  await browser.presetServer({ address: "http://127.0.0.1:9", token: server.token });

  const options = await browser.open(`chrome-extension://${browser.id}/options.html`);
  await options.emulateMedia({ colorScheme: "light" });
  await options.getByText(`Set by your administrator. ${server.address}`).waitFor();
  assert.equal(await options.getByLabel("Server address").count(), 0);
  assert.equal(await options.getByLabel("API key").count(), 0);
  assert.ok(!(await options.content()).includes(server.token), "the key stands in the page");
  for (const choice of ["As the system", "Light", "Dark"]) assert.ok(await options.getByLabel(choice).isDisabled(), choice);
  assert.equal(await options.locator("html").getAttribute("data-theme"), "dark");
  await click(options, options.getByRole("button", { name: "Test connection" }));
  await options.getByText("The server answers and accepts the key.").waitFor();

  await recordClick(browser, pages);
  assert.equal((await server.newWorkflow()).steps.length, 1);
});
