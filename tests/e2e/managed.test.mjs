import assert from "node:assert/strict";
import { test } from "node:test";
import { click } from "./lib/input.mjs";
import { ID, launchManaged, obstacle } from "./lib/managed.mjs";
import { Pages } from "./lib/pages.mjs";
import { recordClick } from "./lib/record.mjs";
import { Server } from "./lib/server.mjs";

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
