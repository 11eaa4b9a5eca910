import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { perform } from "../django/perform.mjs";
import { NEW_PASSWORD } from "../django/workflow.mjs";
import { Browser } from "./lib/browser.mjs";
import { Search } from "./lib/bytes.mjs";
import { expectedTitles, wrongFacts, wrongMoment, wrongPicture } from "./lib/compare.mjs";
import { ADMIN, Django } from "./lib/django.mjs";
import { readGuide, signIn } from "./lib/guide.mjs";
import { Pictures } from "./lib/pictures.mjs";
import { recordOn } from "./lib/record.mjs";
import { Server } from "./lib/server.mjs";
import { pause } from "./lib/wait.mjs";

const PASSWORDS = { "the administrator's password": ADMIN.password, "the new user's password": NEW_PASSWORD };

/** The work without the recorder: what the site is asked. @param {import("node:test").TestContext} t */
async function unrecorded(t) {
  const site = await Django.start({ t });
  const browser = await Browser.launch({ t, extension: null });
  const page = await browser.open(`${site.address}/admin/`);
  await perform(page);
  await browser.context.close();
  return site;
}

/** The same work, recorded. @param {import("node:test").TestContext} t */
async function recorded(t) {
  const [site, server, browser] = await Promise.all([Django.start({ t }), Server.start({ t }), Browser.launch({ t })]);
  await browser.presetServer(server);
  const { page, panel } = await recordOn(browser, `${site.address}/admin/`);
  const done = await perform(page);
  await pause(1000);
  // The journal is still full: what must be nowhere must not be in it either.
  const journal = await new Search(PASSWORDS).profile(browser.profile);
  await panel.stop();
  const workflow = await server.newWorkflow({ timeout: 60_000 });
  await browser.context.close();
  return { site, server, browser, done, workflow, journal };
}

test("a day's work at Django's administration site", { timeout: 600_000 }, async (t) => {
  const plain = await unrecorded(t);
  const { site, server, browser, done, workflow, journal } = await recorded(t);
  const reader = await Browser.launch({ t, extension: null });
  const page = await reader.open();
  await signIn(page, server);
  const whole = await readGuide(page, server, workflow.id);
  // Scrolling to what is out of view is told as a step of its own.
  const isScroll = (/** @type {any} */ step) => step.action.type === "scroll";
  const steps = workflow.steps.filter((/** @type {any} */ step) => !isScroll(step));
  const guide = whole.filter((_, at) => !isScroll(workflow.steps[at]));

  await t.test("every action is one step, in order, in plain words", () => {
    const titles = guide.map((step) => step.title);
    assert.deepEqual(titles, expectedTitles(done, titles));
    assert.deepEqual(
      workflow.steps.map((step) => step.seq),
      whole.map((_, at) => at + 1),
    );
    for (const [at, step] of workflow.steps.entries()) {
      const next = steps.indexOf(workflow.steps[at + 1]);
      if (isScroll(step)) assert.ok(done[next]?.scrolled, `step ${step.seq} tells of a scroll that was not needed`);
    }
  });

  await t.test("every step names its target and where it was", () => {
    const wrong = done.flatMap((one, at) =>
      steps[at] ? wrongFacts(one, steps[at]) : [`${at + 1}: missing`],
    );
    assert.deepEqual(wrong, []);
  });

  await t.test("every picture is what was on the screen, secrets covered", async () => {
    const pictures = await Pictures.open(reader.context);
    const folder = await mkdtemp(join(tmpdir(), "cairn-pictures-"));
    const wrong = [];
    /** @type {(Buffer | null)[]} */
    const recorded = [];
    for (const [at, one] of done.entries()) {
      recorded.push(null);
      const step = steps[at];
      if (!step?.picture.sha256) {
        wrong.push(`${at + 1}: no picture (${step?.picture.missing ?? "no step"})`);
        continue;
      }
      const { bytes } = await server.picture(workflow.id, step.picture.sha256);
      assert.equal(createHash("sha256").update(bytes).digest("hex"), step.picture.sha256);
      const problems = await wrongPicture(done, at, step, bytes, pictures);
      recorded[at] = bytes;
      if (problems.length > 0) {
        await writeFile(join(folder, `${at + 1}.recorded.webp`), bytes);
        for (const [nth, shot] of [...one.before, ...one.after].entries()) {
          await writeFile(join(folder, `${at + 1}.screen-${nth}.png`), shot);
        }
      }
      wrong.push(...problems);
    }
    assert.deepEqual(wrong, [], `the pictures in question are in ${folder}`);
    // The control: the next step's picture is refused, but where nothing that is not covered was changed between.
    const taken = [];
    for (const [at, step] of steps.entries()) {
      const next = recorded[at + 1];
      if (!next) continue;
      const masks = [...step.picture.masks, ...steps[at + 1].picture.masks];
      const mixed = { ...step, picture: { ...step.picture, masks } };
      if ((await wrongMoment(done, at, mixed, next, pictures)).length === 0) taken.push(step);
    }
    t.diagnostic(`${taken.length} of ${done.length - 1} pictures of the next step show the same moment`);
    // A secret is covered before and after; a toggle is shown after it, which is before the next.
    const alike = ["secret", "checked"];
    assert.deepEqual(
      taken.filter((step) => !alike.includes(step.action.value?.kind)).map((step) => step.seq),
      [],
      "the next step's picture would pass for theirs",
    );
  });

  await t.test("the site is asked the same as without the recorder", () => {
    const asked = (/** @type {Django} */ one) => one.access.filter((entry) => entry.path !== "/favicon.ico");
    assert.deepEqual(asked(site), asked(plain));
    assert.deepEqual(site.staticFiles, plain.staticFiles);
  });

  await t.test("the passwords are in no stored byte", async () => {
    const search = new Search(PASSWORDS);
    const profile = await search.profile(browser.profile);
    const data = await search.below(server.data);
    const log = search.in("the server's log", Buffer.from(server.logs.flat().join("\n")));
    const html = search.in("the guide", Buffer.from(await page.content()));
    for (const format of ["json", "html", "markdown"]) {
      const file = await server.ask(`/api/v1/workflows/${workflow.id}/export?format=${format}`);
      html.push(...search.in(`the export as ${format}`, Buffer.from(await file.arrayBuffer())));
    }
    assert.deepEqual([...journal.found, ...profile.found, ...data.found, ...log, ...html], []);
    assert.ok(journal.bytes > 100_000 && data.bytes > 100_000, "too little was searched to mean anything");
    // The control: what is no secret is found by the same search.
    assert.notDeepEqual((await new Search({ "the book": "The Dispossessed, a novel" }).below(server.data)).found, []);
    assert.deepEqual((await new Search({ "the e-mail address": "alice@example.org" }).below(server.data)).found, []);
  });
});
