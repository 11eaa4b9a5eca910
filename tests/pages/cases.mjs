/**
 * What is done on the product's own pages, and the titles of the steps that it must become: a case for each rule.
 * `targets`, where given, are the targets of those steps; their rectangles are measured before and compared.
 */

import {
  chooseByKeyboard,
  chooseByMouseAndKeys,
  click,
  compose,
  paste,
  press,
  tabTo,
  type,
} from "../e2e/lib/input.mjs";
import { pause } from "../e2e/lib/wait.mjs";
import { DEEDS } from "./deeds.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */

/**
 * @typedef {object} Case
 * @property {string} page The file's name without ".html".
 * @property {string} name
 * @property {(page: Page) => Promise<unknown>} act
 * @property {(string | RegExp)[]} titles
 * @property {(page: Page) => (Locator | null)[]} [targets]
 * @property {"all" | "some"} [pictured] On the page "moments": no step may show its own target red, that is after the
 *   action; "all" must have a picture, where a person is so fast that there can be none, "some".
 */

/** The time in which a person looks before the next action (ms). */
const LOOK = 600;
const look = () => pause(LOOK);

/** @param {Page} page @param {string} name */
const button = (page, name) => page.getByRole("button", { name, exact: true });
/** @param {Page} page @param {string} name */
const link = (page, name) => page.getByRole("link", { name, exact: true });

/** @param {string} name @returns {Pick<Case, "act" | "targets">} */
const clicking = (name) => ({
  act: (page) => click(page, button(page, name)),
  targets: (page) => [button(page, name)],
});

/** @type {Case[]} */
const CLICKS = [
  { page: "click", name: "a button", ...clicking("Save"), titles: ["Click **Save**"] },
  { page: "click", name: "a picture in a button is the button", ...clicking("Delete"), titles: ["Click **Delete**"] },
  {
    page: "click",
    name: "words in a button are the button",
    ...clicking("Print now"),
    titles: ["Click **Print now**"],
  },
  {
    page: "click",
    name: "the name is read at the press, before the page reacts",
    ...clicking("Acts on press"),
    titles: ["Click **Acts on press**"],
  },
  {
    page: "click",
    name: "a disabled button does nothing, so there is no step",
    act: async (page) => {
      await click(page, page.locator("#off"));
      await look();
      await click(page, page.locator("#save"));
    },
    titles: ["Click **Save**"],
  },
  {
    page: "click",
    name: "a label stands for its check box",
    act: async (page) => {
      await click(page, page.locator("#label"));
      await look();
      await click(page, page.locator("#wrapping"), { at: { x: 40, y: 8 } });
    },
    titles: ["Check **Send me the letter**", "Check **I agree**"],
    targets: (page) => [page.locator("#subscribe"), page.locator("#terms")],
  },
  {
    page: "click",
    name: "a box with a role is named by its words, one without a role too",
    act: async (page) => {
      await click(page, page.locator("#card h2"));
      await look();
      await click(page, page.locator("#plain"));
    },
    titles: [/^Click \*\*Basic plan/, "Click **A box without a role**"],
    targets: (page) => [page.locator("#card"), page.locator("#plain")],
  },
  {
    page: "click",
    name: "a double click is one step",
    act: (page) => click(page, button(page, "Twice"), { count: 2 }),
    titles: ["Double-click **Twice**"],
  },
  {
    page: "click",
    name: "the right button",
    act: (page) => click(page, button(page, "With a menu"), { button: "right" }),
    titles: ["Right-click **With a menu**"],
  },
  {
    page: "click",
    name: "a held key",
    act: (page) => click(page, button(page, "Save"), { modifiers: ["Shift"] }),
    titles: ["Click **Save** with **Shift** held"],
  },
  {
    page: "click",
    name: "the row tells which of equal buttons",
    act: (page) => click(page, page.getByRole("row", { name: "Bob" }).getByRole("button")),
    titles: [/^Click \*\*Edit\*\* in the row \*Bob/],
  },
];

/** @type {Case[]} */
const TEXTS = [
  {
    page: "text",
    name: "one step a field, and none for what the page fills in by itself",
    act: async (page) => {
      await click(page, page.getByLabel("First name"));
      await type(page, "Ann");
      await look();
      await press(page, "Tab");
      await press(page, "End");
      await type(page, " 5e");
    },
    titles: ['Type "Ann" in **First name**', 'Type "Paris 5e" in **City**'],
    targets: (page) => [page.getByLabel("First name"), page.getByLabel("City")],
  },
  {
    page: "text",
    name: "typing that ends at the old value is no step",
    act: async (page) => {
      await click(page, page.getByLabel("City"));
      await press(page, "End");
      await type(page, "x");
      await press(page, "Backspace");
      await click(page, page.getByLabel("Message"));
    },
    // A click into a field that is not typed in is a step: it may open a list, or be what the guide asks for.
    titles: ["Click **Message**"],
  },
  {
    page: "text",
    name: "a field left and entered again is two steps",
    act: async (page) => {
      for (const [label, text] of [
        ["First name", "A"],
        ["City", "B"],
        ["First name", "C"],
      ]) {
        await click(page, page.getByLabel(label));
        await press(page, "End");
        await type(page, text);
        await look();
      }
    },
    titles: ['Type "A" in **First name**', 'Type "ParisB" in **City**', 'Type "AC" in **First name**'],
  },
  {
    page: "text",
    name: "pasted text",
    act: async (page) => {
      await click(page, page.getByLabel("Message"));
      await paste(page, "From the clipboard");
    },
    titles: ['Type "From the clipboard" in **Message**'],
  },
  {
    page: "text",
    name: "text from an input method",
    act: async (page) => {
      await click(page, page.getByLabel("Message"));
      await compose(page, ["n", "に", "にほ", "にほん"], "日本");
      await compose(page, ["g", "ご"], "語");
    },
    titles: ['Type "日本語" in **Message**'],
  },
  {
    page: "text",
    name: "Enter in a field of several lines is part of its text",
    act: async (page) => {
      await click(page, page.getByLabel("Message"));
      await type(page, "one");
      await press(page, "Enter");
      await type(page, "two");
    },
    titles: [/^Type "one.+two" in \*\*Message\*\*$/],
  },
  {
    page: "text",
    name: "what the page fills in on a click is the click",
    act: (page) => click(page, button(page, "Fill in for me")),
    titles: ["Click **Fill in for me**"],
  },
  {
    page: "text",
    name: "the value is the one that the page made of it",
    act: async (page) => {
      await click(page, page.getByLabel("Upper case"));
      await type(page, "abc");
    },
    titles: ['Type "ABC" in **Upper case**'],
  },
  {
    page: "text",
    name: "a field with a placeholder only, and a rich one",
    act: async (page) => {
      await click(page, page.locator("#placeholder"));
      await type(page, "p");
      await look();
      await click(page, page.locator("#rich"));
      await type(page, "rich");
    },
    titles: ['Type "p" in **Only a placeholder**', 'Type "rich" in **Notes**'],
  },
];

/** @type {Case[]} */
const CHOICES = [
  {
    page: "choose",
    name: "a list opened by the mouse; the page's own click on a preview is no step",
    act: (page) => chooseByMouseAndKeys(page, page.getByLabel("Region"), "Europe"),
    titles: ['Select "Europe" in **Region**'],
    targets: (page) => [page.getByLabel("Region")],
  },
  {
    page: "choose",
    name: "a list worked by the keyboard alone",
    act: (page) => chooseByKeyboard(page, page.getByLabel("Country"), "Norway"),
    titles: ['Select "Norway" in **Country**'],
  },
  {
    page: "choose",
    name: "check boxes, also with looks of their own",
    act: async (page) => {
      await click(page, page.getByLabel("Staff status"));
      await look();
      await click(page, page.getByLabel("Active"));
      await look();
      await click(page, page.getByText("Own looks"));
    },
    titles: ["Check **Staff status**", "Uncheck **Active**", "Check **Own looks**"],
  },
  {
    page: "choose",
    name: "a check box by the space bar",
    act: async (page) => {
      await tabTo(page, page.getByLabel("Staff status"));
      await press(page, " ");
    },
    titles: ["Check **Staff status**"],
  },
  {
    page: "choose",
    name: "a radio button is told with its group",
    act: (page) => click(page, page.getByLabel("Large")),
    titles: ["Choose **Large** in *Size*"],
  },
  {
    page: "choose",
    name: "a switch, and a button that changes its name",
    act: async (page) => {
      await click(page, page.locator("#switch"));
      await look();
      await click(page, page.locator("#mute"));
    },
    titles: ["Switch on **Night mode**", "Click **Mute**"],
  },
];

/** @type {Case[]} */
const KEYS = [
  {
    page: "keys",
    name: "Enter in a form; the click that it makes on the button is no step",
    act: async (page) => {
      await click(page, page.getByLabel("Find"));
      await type(page, "word");
      await press(page, "Enter");
      await page.waitForURL("**/arrived.html?q=word");
    },
    titles: ['Type "word" in **Find**', "Press **Enter**"],
  },
  {
    page: "keys",
    name: "Enter on a button is its click",
    act: async (page) => {
      await tabTo(page, button(page, "Count"));
      await press(page, "Enter");
    },
    titles: ["Click **Count**"],
  },
  {
    page: "keys",
    name: "Escape",
    act: async (page) => {
      await click(page, button(page, "Open dialog"));
      await look();
      await press(page, "Escape");
    },
    titles: ["Click **Open dialog**", "Press **Escape**"],
  },
  { page: "keys", name: "a shortcut", act: (page) => press(page, "Control+k"), titles: ["Press **Ctrl+K**"] },
];

/** @param {string} name @returns {Pick<Case, "act" | "titles">} */
const leaving = (name) => ({
  act: async (page) => {
    await click(page, page.locator("a, button").filter({ hasText: new RegExp(`^${name}$`) }));
    await page.waitForURL("**/arrived.html*");
    await look();
    await click(page, button(page, "Done"));
  },
  titles: [`Click **${name}**`, "Click **Done**"],
});

/** @type {Case[]} */
const NAVIGATION = [
  { page: "navigate", name: "a link", ...leaving("Next page") },
  { page: "navigate", name: "a redirect", ...leaving("By redirect") },
  { page: "navigate", name: "a page that leaves later", ...leaving("Leave later") },
  { page: "navigate", name: "a button that is gone with its page at once", ...leaving("Close and leave") },
  { page: "navigate", name: "a form by GET", ...leaving("Ask") },
  { page: "navigate", name: "a form by POST", ...leaving("Send") },
  {
    page: "navigate",
    name: "routes and hashes belong to their click",
    act: async (page) => {
      await click(page, button(page, "Push a route"));
      await look();
      await click(page, button(page, "Replace the route"));
      await look();
      await click(page, link(page, "Below"));
    },
    titles: ["Click **Push a route**", "Click **Replace the route**", "Click **Below**"],
  },
  {
    page: "navigate",
    name: "the browser's own ways",
    act: async (page) => {
      await click(page, link(page, "Next page"));
      await page.waitForURL("**/arrived.html");
      await look();
      await page.goBack();
      await look();
      await page.goForward();
      await look();
      await page.reload();
      await look();
      await page.goto(new URL("/click.html", page.url()).href);
      await look();
    },
    titles: ["Click **Next page**", "Go back", "Go forward", "Reload the page", /^Go to \*\*.*\/click\.html\*\*$/],
  },
];

/** @type {Case[]} */
const TABS = [
  {
    page: "tabs",
    name: "a link that opens a tab, and the way back",
    act: async (page) => {
      const popup = page.waitForEvent("popup");
      await click(page, link(page, "In a new tab"));
      const tab = await popup;
      await tab.waitForLoadState();
      await look();
      await click(tab, button(tab, "Done"));
      await look();
      await page.bringToFront();
      await look();
      await click(page, page.getByRole("heading"));
    },
    titles: ["Click **In a new tab**", "Click **Done**", "Switch to the tab **Tabs**", "Click **Tabs**"],
  },
  {
    page: "tabs",
    name: "a window that closes itself",
    act: async (page) => {
      const popup = page.waitForEvent("popup");
      await click(page, button(page, "In a window"));
      const window = await popup;
      await window.waitForLoadState();
      await look();
      await click(window, window.getByLabel("Name"));
      await type(window, "Ann");
      await look();
      const closed = window.waitForEvent("close");
      await click(window, button(window, "Take it"));
      await closed;
      await look();
      await click(page, page.getByRole("heading"));
    },
    titles: ["Click **In a window**", 'Type "Ann" in **Name**', "Click **Take it**", "Click **Tabs**"],
  },
];

/** @param {Page} page @param {string[]} titles The frames from the top down. */
const framed = (page, ...titles) =>
  titles.reduce(
    (/** @type {any} */ outer, title) => outer.frameLocator(`iframe[title="${title}"]`),
    /** @type {any} */ (page),
  );

/** @type {Case[]} */
const FRAMES = [
  {
    page: "frames",
    name: "frames, frames in frames, and written ones",
    act: async (page) => {
      await click(page, button(page, "Outside"));
      await look();
      await click(page, button(framed(page, "Inner"), "Inside"));
      await look();
      await click(page, framed(page, "Inner", "Innermost").getByLabel("Deep"));
      await look();
      await click(page, framed(page, "Written").getByLabel("Note"));
      await type(page, "hello");
    },
    titles: ["Click **Outside**", "Click **Inside**", "Check **Deep**", 'Type "hello" in **Note**'],
    targets: (page) => [
      button(page, "Outside"),
      button(framed(page, "Inner"), "Inside"),
      framed(page, "Inner", "Innermost").getByLabel("Deep"),
      framed(page, "Written").getByLabel("Note"),
    ],
  },
];

/** @type {Case[]} */
const SHADOWS = [
  {
    page: "shadow",
    name: "slotted and nested buttons, also in a closed root",
    act: async (page) => {
      await click(page, page.locator("#slotted button"));
      await look();
      await click(page, page.locator("#nested button"));
      await look();
      await click(page, page.locator("#closed"), { at: { x: 20, y: 8 } });
    },
    titles: ["Click **Slotted words**", "Click **Nested**", "Click **In a closed root**"],
    targets: (page) => [page.locator("#slotted button"), page.locator("#nested button"), null],
  },
  {
    page: "shadow",
    name: "a password in a closed root: no letter of it is a key",
    act: async (page) => {
      await click(page, page.locator("#closed"), { at: { x: 20, y: 8 } });
      await look();
      await press(page, "Tab");
      await look();
      await type(page, "quartz-7");
      await press(page, "Enter");
    },
    titles: ["Click **In a closed root**", "Type a password in **Password**", "Press **Enter**"],
    targets: () => [null, null, null],
  },
  {
    page: "shadow",
    name: "fields in a shadow root",
    act: async (page) => {
      await click(page, page.getByLabel("Colour"));
      await type(page, "red");
      await look();
      await click(page, page.getByLabel("Transparent"));
      await look();
      await chooseByMouseAndKeys(page, page.getByLabel("Kind"), "Three");
    },
    titles: ['Type "red" in **Colour**', "Check **Transparent**", 'Select "Three" in **Kind**'],
    targets: (page) => [page.getByLabel("Colour"), page.getByLabel("Transparent"), page.getByLabel("Kind")],
  },
];

/** @type {Case[]} */
const BUSY = [
  {
    page: "busy",
    name: "a page that never rests",
    act: async (page) => {
      await click(page, button(page, "Save"));
      await look();
      await click(page, page.getByLabel("First name"));
      await type(page, "Ann");
      await look();
      await click(page, page.getByLabel("Staff status"));
    },
    titles: ["Click **Save**", 'Type "Ann" in **First name**', "Check **Staff status**"],
  },
];

/** Fills in the words and lists of the page "moments" by the keyboard. @param {Page} page @param {number} gap */
async function fillIn(page, gap) {
  await click(page, page.getByLabel("Word 1"));
  for (let nth = 1; nth <= 6; nth += 1) {
    await type(page, "a");
    await pause(gap);
    await press(page, "Tab");
    await pause(gap);
    await press(page, "ArrowDown", { times: 3 });
    if (nth === 6) break;
    await pause(gap);
    await press(page, "Tab");
    await pause(gap);
  }
}
const FILLED_IN = [1, 2, 3, 4, 5, 6].flatMap((nth) => [`Type "a" in **Word ${nth}**`, `Select "Three" in **List ${nth}**`]);

/** @type {Case[]} */
const MOMENTS = [
  {
    page: "moments",
    name: "a list worked by keys is shown before, at a person's speed",
    act: (page) => fillIn(page, 200),
    titles: FILLED_IN,
    pictured: "all",
  },
  {
    page: "moments",
    name: "a list worked by keys is never shown after, at any speed",
    act: (page) => fillIn(page, 0),
    titles: FILLED_IN,
    pictured: "some",
  },
  {
    page: "moments",
    name: "what acts at the press is shown before",
    act: async (page) => {
      for (let turn = 0; turn < 6; turn += 1) {
        // Of one alone they would be one step with their number.
        await click(page, button(page, turn % 2 ? "Other menu" : "Menu"));
        await pause(100 + turn * 100);
      }
    },
    titles: Array.from({ length: 6 }, (_, turn) => (turn % 2 ? "Click **Other menu**" : "Click **Menu**")),
    pictured: "some",
  },
  {
    page: "moments",
    name: "what a key does at once is not shown",
    act: async (page) => {
      await tabTo(page, page.locator("#panel"));
      for (let turn = 0; turn < 6; turn += 1) {
        await press(page, "Enter");
        await pause(100 + turn * 100);
      }
    },
    titles: Array.from({ length: 6 }, () => "Press **Enter**"),
    pictured: "some",
  },
  {
    page: "moments",
    name: "a page that always changes has pictures of presses",
    act: async (page) => {
      await click(page, button(page, "Start the ticker"));
      // By then the page is known for one that does not come to rest.
      await pause(2 * LOOK);
      for (let turn = 0; turn < 4; turn += 1) {
        await pause(LOOK);
        await click(page, page.locator("h1"));
      }
    },
    titles: ["Click **Start the ticker**", ...Array.from({ length: 4 }, () => "Click **Moments**")],
    pictured: "all",
  },
];

/** All cases, page by page. */
export const CASES = [...CLICKS, ...TEXTS, ...CHOICES, ...KEYS, ...NAVIGATION, ...TABS, ...FRAMES, ...SHADOWS, ...BUSY, ...MOMENTS, ...DEEDS];
