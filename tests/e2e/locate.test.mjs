/**
 * The locators (crates/locate) in real pages: names and roles against Chromium's own accessibility tree, every
 * element described and found again, and what becomes of a target when the page changes: right, or no answer;
 * never another element.
 */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { chromiumFlags, chromiumPath } from "./lib/chromium.mjs";
import { Pages } from "./lib/pages.mjs";

/** Built by `cargo xtask ext`; `CAIRN_LOCATE` names another. */
const SCRIPT = process.env.CAIRN_LOCATE ?? fileURLToPath(new URL("../../dist/bench/locate.js", import.meta.url));
const PAGES = ["rows", "names", "shadow", "frames", "hashed", "admin"];
/** What people work with; the open shadow roots and frames of the same origin included. */
const INTERACTIVE = [
  "a[href]", "button", "input:not([type=hidden])", "select", "textarea", "summary", "[contenteditable=true]",
  ...["button", "checkbox", "switch", "tab", "option", "menuitem", "menuitemcheckbox", "textbox", "spinbutton"]
    .map((role) => `[role~=${role}]`),
].join(",");
/** Chromium's words for what ARIA calls otherwise, or not at all. */
const ROLES = { image: "img", generic: "", none: "", DisclosureTriangle: "button", Date: "textbox", ColorWell: "button" };
/** Least share of elements whose role and name are those of Chromium. */
const AGREEMENT = 0.97;

/** @type {import("playwright-core").Browser} */ let browser;
/** @type {Pages} */ let pages;

before(async () => {
  pages = await Pages.start();
  browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags(null) });
});
after(async () => {
  await browser?.close();
  await pages?.close();
});

/** Opens a page of tests/pages/locate with `cairnLocate` and its interactive elements in `elements`. */
async function open(name) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(pages.url(`locate/${name}.html`), { waitUntil: "load" });
  await page.evaluate(`${readFileSync(SCRIPT, "utf8")};globalThis.cairnLocate = cairnLocate;`);
  await page.evaluate((interactive) => {
    const found = [];
    const walk = (root) => {
      for (const element of root.querySelectorAll("*")) {
        if (element.matches(interactive) && element.checkVisibility({ visibilityProperty: true })) found.push(element);
        if (element.shadowRoot) walk(element.shadowRoot);
        if (element.localName === "iframe" && element.contentDocument) walk(element.contentDocument);
      }
    };
    walk(document);
    globalThis.elements = found;
  }, INTERACTIVE);
  return page;
}

/** Role and name of each element as Chromium's accessibility tree has them; null where it has none. */
async function chromiumNames(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Accessibility.enable");
  const { result } = await devtools.send("Runtime.evaluate", { expression: "elements" });
  const { result: entries } = await devtools.send("Runtime.getProperties", { objectId: result.objectId, ownProperties: true });
  const names = [];
  for (const entry of entries.filter(({ name }) => /^\d+$/.test(name))) {
    const { nodes } = await devtools.send("Accessibility.getPartialAXTree", {
      objectId: entry.value.objectId,
      fetchRelatives: false,
    });
    const [node] = nodes;
    if (!node || node.ignored) {
      names[Number(entry.name)] = null;
      continue;
    }
    const role = node.role?.value ?? "";
    const name = String(node.name?.value ?? "").replace(/\s+/g, " ").trim();
    names[Number(entry.name)] = { role: ROLES[role] ?? role, name };
  }
  return names;
}

describe("every interactive element", () => {
  const sum = { equal: 0, compared: 0 };
  for (const name of PAGES) {
    test(`of ${name}.html is described, found again, and called as Chromium calls it`, async (t) => {
      const page = await open(name);
      const seen = await page.evaluate(() => {
        let changes = 0;
        const observer = new MutationObserver((records) => (changes += records.length));
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        const one = (element) => {
          const target = cairnLocate.describe(element);
          const got = cairnLocate.resolve(target, document);
          const unique = target.locators.some((locator) => locator.matches === 1);
          const answer = got === element ? "right" : typeof got === "string" ? got : "wrong";
          return { html: element.outerHTML.slice(0, 100), answer, unique, target };
        };
        const described = globalThis.elements.map(one);
        changes += observer.takeRecords().length;
        // The clock is coarse: each element is described several times at once.
        const ROUNDS = 10;
        const times = globalThis.elements.map((element) => {
          const start = performance.now();
          for (let round = 0; round < ROUNDS; round += 1) cairnLocate.describe(element);
          return ((performance.now() - start) * 1000) / ROUNDS;
        });
        times.sort((a, b) => a - b);
        const own = globalThis.elements.map((element) => ({ role: cairnLocate.role(element), name: cairnLocate.name(element) }));
        return { described, times, own, changes };
      });
      assert.ok(seen.described.length > 0, "the page has interactive elements");
      for (const { html, answer, unique } of seen.described) {
        assert.equal(answer, "right", html);
        assert.ok(unique, `no locator is unique: ${html}`);
      }
      assert.equal(seen.changes, 0, "describing changes nothing on the page");
      const theirs = await chromiumNames(page);
      for (const [index, own] of seen.own.entries()) {
        const other = theirs[index];
        if (!other) continue;
        sum.compared += 1;
        if (own.role === other.role && own.name === other.name) sum.equal += 1;
        else t.diagnostic(`Chromium: ${JSON.stringify(other)}, Cairn: ${JSON.stringify(own)}`);
      }
      const at = (share) => Math.round(seen.times[Math.floor((seen.times.length - 1) * share)]);
      t.diagnostic(`${seen.times.length} elements, describe p50 ${at(0.5)} µs, p95 ${at(0.95)} µs`);
      await page.close();
    });
  }
  test("agrees with Chromium in role and name nearly always", (t) => {
    t.diagnostic(`${sum.equal} of ${sum.compared} are equal`);
    assert.ok(sum.compared > 100, "enough elements were compared");
    assert.ok(sum.equal / sum.compared >= AGREEMENT, `${sum.equal} of ${sum.compared}`);
  });
});

test("a target says what a step needs, and no value of a field", async () => {
  const page = await open("names");
  const all = await page.evaluate(() => globalThis.elements.map((element) => cairnLocate.describe(element)));
  const text = JSON.stringify(all);
  for (const secret of ["hunter2", "typed-and-private", "session=abc"]) assert.ok(!text.includes(secret), secret);
  const named = (name) => all.find((target) => target.name === name);
  assert.equal(named("Save")?.role, "button", "a keyboard shortcut is no part of a name");
  assert.deepEqual(
    all.filter((target) => target.name === "Now").map((target) => target.context[0]),
    [{ kind: "group", name: "Delivery" }, { kind: "group", name: "Pickup" }],
  );
  assert.equal(named("Last name").label, "Last name");
  assert.equal(named("Town").placeholder, "Town");
  await page.close();
});

test("a row, an entry, a nearby word tell equal controls apart", async () => {
  const rows = await open("rows");
  const edits = await rows.evaluate(() =>
    globalThis.elements.filter((element) => element.textContent === "Edit").map((element) => cairnLocate.describe(element)),
  );
  assert.equal(edits.length, 10);
  assert.deepEqual(edits[2].context, [{ kind: "row", name: "Çelik" }]);
  const byRow = edits[2].locators.find((locator) => locator.selector.by === "row");
  assert.equal(byRow.matches, 1);
  assert.equal(byRow.selector.row, "Çelik");
  const hashed = await open("hashed");
  const fields = await hashed.evaluate(() =>
    [...document.querySelectorAll("p input")].map((element) => cairnLocate.describe(element)),
  );
  assert.deepEqual(fields.map((field) => field.nearby), ["Amount", "Price"]);
  const text = JSON.stringify(await hashed.evaluate(() => globalThis.elements.map((element) => cairnLocate.describe(element))));
  for (const made of ["css-", "ember412", ":r1:", "input-38271", "fl-post"]) {
    assert.ok(!text.includes(made), `${made} is made by a machine and no selector`);
  }
});

test("rectangles are those of the top page, through frames with borders and scales", async () => {
  const page = await open("frames");
  let compared = 0;
  for (const frame of page.frames()) {
    for (const button of await frame.$$("button")) {
      const box = await button.boundingBox();
      const rect = await button.evaluate((element) => {
        const top = element.ownerDocument.defaultView.top;
        return top.cairnLocate.describe(element).rect;
      });
      for (const side of ["x", "y", "width", "height"]) {
        assert.ok(Math.abs(box[side] - rect[side]) <= 1, `${frame.url()} ${side}: ${box[side]} and ${rect[side]}`);
      }
      compared += 1;
    }
  }
  assert.equal(compared, 4);
});

describe("the control that an event stands for", () => {
  const cases = [
    { page: "rows", hit: "() => document.querySelector('.icon path')", is: "(hit) => hit.closest('button')" },
    { page: "names", hit: "() => document.querySelector('label[for=first]')", is: "() => document.querySelector('#first')" },
    { page: "names", hit: "() => document.querySelector('summary b')", is: "(hit) => hit.closest('summary')" },
    { page: "names", hit: "() => document.querySelector('[contenteditable] p')", is: "(hit) => hit.parentElement" },
    { page: "names", hit: "() => document.querySelector('label[for=terms] a')", is: "(hit) => hit" },
    { page: "names", hit: "() => document.querySelector('h1 em')", is: "(hit) => hit" },
    { page: "shadow", hit: "() => document.querySelector('#save b')", is: "() => document.querySelector('#save').shadowRoot.querySelector('button')" },
  ];
  for (const { page: name, hit, is } of cases) {
    test(`${hit.slice(hit.indexOf("'"))} in ${name}.html`, async () => {
      const page = await open(name);
      const right = await page.evaluate(`(() => {
        const hit = (${hit})();
        let control;
        addEventListener('pointerdown', (event) => { control = cairnLocate.control(event.composedPath()); }, { capture: true, once: true });
        hit.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
        return control === (${is})(hit);
      })()`);
      assert.ok(right);
      await page.close();
    });
  }
});

/** Changes of a page. `right`: every target that is still there must be found; otherwise no answer will do. */
const CHANGES = [
  { page: "rows", name: "rows inserted on top", right: true, change: () => {
    const row = document.querySelector("tbody tr");
    for (const name of ["Zoe", "Yan"]) {
      const copy = row.cloneNode(true);
      copy.querySelector("a").textContent = name;
      copy.querySelector("a").href = `/people/${name}`;
      row.before(copy);
    }
    const card = document.querySelector(".card").cloneNode(true);
    card.querySelector("h3").textContent = "Order 7";
    document.querySelector(".cards").prepend(card);
  } },
  { page: "rows", name: "rows in another order", right: true, change: () => {
    for (const parent of [document.querySelector("tbody"), document.querySelector(".cards")]) {
      parent.append(...[...parent.children].reverse());
    }
  } },
  { page: "rows", name: "the rows of three people deleted", right: true, change: () => {
    for (const index of [1, 4, 9]) document.querySelectorAll("tbody tr")[index].dataset.gone = "";
    for (const row of document.querySelectorAll("[data-gone]")) row.remove();
  } },
  { page: "rows", name: "all rows but one deleted", change: () => {
    for (const row of [...document.querySelectorAll("tbody tr")].slice(1)) row.remove();
    for (const card of [...document.querySelectorAll(".card")].slice(1)) card.remove();
  } },
  { page: "rows", name: "a wrapper around every other card", right: true, change: () => {
    for (const card of [...document.querySelectorAll(".card")].filter((_, nth) => nth % 2 === 0)) {
      const wrapper = document.createElement("div");
      card.replaceWith(wrapper);
      wrapper.append(card);
    }
  } },
  { page: "hashed", name: "hashes and counters of another build", right: true, change: () => {
    for (const element of document.querySelectorAll("[class]")) element.className = element.className.replace(/css-\w+/g, "css-0p9o8i");
    for (const element of document.querySelectorAll("[id]")) element.id = element.id.replace(/\d+/g, (digits) => `${Number(digits) + 1}`);
  } },
  { page: "hashed", name: "the posts in another order", right: true, change: () => {
    const posts = [...document.querySelectorAll(".post")];
    posts[0].before(posts[1]);
  } },
  { page: "hashed", name: "the buttons in another order", change: () => {
    const bar = document.querySelector(".toolbar");
    bar.append(...[...bar.children].reverse());
  } },
  { page: "names", name: "a banner and a wrapper around everything", right: true, change: () => {
    const wrapper = document.createElement("div");
    wrapper.append(document.querySelector("main"));
    document.body.append(wrapper);
    document.body.insertAdjacentHTML("afterbegin", "<div><button>Accept cookies</button></div>");
  } },
  { page: "names", name: "the first form field gone", change: () => document.querySelector("#first").remove() },
  { page: "admin", name: "a user added before the others, another sorting", right: true, change: () => {
    const body = document.querySelector("#result_list tbody");
    const row = body.rows[0].cloneNode(true);
    row.querySelector("input").setAttribute("aria-label", "Select this object for an action - abe");
    row.querySelector("a").textContent = "abe";
    row.querySelector("a").href = "/admin/auth/user/3/change/";
    row.cells[2].textContent = "abe@a.example";
    body.prepend(row);
    body.append(body.rows[1]);
  } },
  { page: "admin", name: "a filter group gone", change: () => document.querySelector("#changelist-filter details").remove() },
  { page: "shadow", name: "a card in front, the order changed", right: true, change: () => {
    const cards = [...document.querySelectorAll("fancy-card")];
    cards[0].before(cards[1]);
    const added = document.createElement("fancy-card");
    added.innerHTML = "<h3 slot=head>Cem</h3><fancy-button>Edit</fancy-button>";
    cards[1].before(added);
  } },
];

describe("after a change, the same element or none", () => {
  for (const { page: name, name: title, change, right = false } of CHANGES) {
    test(`${name}.html: ${title}`, async (t) => {
      const page = await open(name);
      await page.evaluate(() => {
        globalThis.targets = globalThis.elements.map((element) => cairnLocate.describe(element));
      });
      await page.evaluate(change);
      const answers = await page.evaluate(() =>
        globalThis.targets.map((target, index) => {
          const element = globalThis.elements[index];
          const got = cairnLocate.resolve(target, document);
          const there = element.isConnected;
          const answer = got === element && there ? "right" : typeof got === "string" ? got : "wrong";
          const strict = cairnLocate.resolve_strictly(target, document);
          const sure = typeof strict === "string" || (strict === element && there);
          return { answer, sure, there, html: element.outerHTML.slice(0, 100), got: got.outerHTML?.slice(0, 100) };
        }),
      );
      const counted = (answer) => answers.filter((one) => one.answer === answer).length;
      t.diagnostic(`right ${counted("right")}, ambiguous ${counted("ambiguous")}, gone ${counted("gone")}, of ${answers.length}`);
      for (const { answer, sure, there, html, got } of answers) {
        assert.ok(sure, `the strict answer to ${html} is another element`);
        assert.notEqual(answer, "wrong", `${html} became ${got}`);
        if (right && there) assert.equal(answer, "right", html);
      }
      assert.ok(counted("right") > 0, "most are found");
      await page.close();
    });
  }
});
