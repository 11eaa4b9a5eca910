/** Files, drags and the clipboard: cases as in cases.mjs. */

import { fileURLToPath } from "node:url";
import { chooseFiles, click, drag, dropFiles, hover, press } from "../e2e/lib/input.mjs";
import { pause } from "../e2e/lib/wait.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */

/** The time in which a person looks before the next action (ms). */
const LOOK = 600;
const look = () => pause(LOOK);

/** Files that are certainly there. @param {string[]} names */
const paths = (...names) => names.map((name) => fileURLToPath(new URL(name, import.meta.url)));

/** @param {Page} page @param {string} id */
const at = (page, id) => page.locator(`#${id}`);

/** @type {import("./cases.mjs").Case[]} */
export const DEEDS = [
  {
    page: "deeds",
    name: "files chosen by a field, a label and a button of the page",
    act: async (page) => {
      await chooseFiles(page, at(page, "photo"), paths("arrived.html"));
      await look();
      await chooseFiles(page, at(page, "attach"), paths("busy.html", "click.html"));
      await look();
      await chooseFiles(page, at(page, "import"), paths("keys.html"));
    },
    titles: [
      "Choose the file **arrived.html** in **Photo**",
      "Choose the files **busy.html, click.html** in **Attach a paper**",
      "Click **Import a list**",
      "Choose the file **keys.html** in **List**",
    ],
    targets: (page) => [at(page, "photo"), at(page, "paper"), at(page, "import")],
  },
  {
    page: "deeds",
    name: "files dropped on a place and on a field",
    act: async (page) => {
      await dropFiles(page, at(page, "zone"), paths("arrived.html"));
      await look();
      await dropFiles(page, at(page, "photo"), paths("busy.html"));
    },
    titles: ["Drop the file **arrived.html** on **Drop zone**", "Choose the file **busy.html** in **Photo**"],
    targets: (page) => [at(page, "zone"), at(page, "photo")],
  },
  {
    page: "deeds",
    name: "what the browser drags, with its source and where it is dropped",
    act: async (page) => {
      await drag(page, at(page, "bread"), at(page, "done"));
      await look();
      // Dropped where nobody takes it.
      await drag(page, at(page, "milk"), at(page, "words"));
    },
    titles: ["Drag **Buy bread** to **Done**"],
    targets: (page) => [at(page, "bread")],
  },
  {
    page: "deeds",
    name: "what the page drags by itself",
    act: (page) => drag(page, at(page, "token"), at(page, "bin")),
    titles: ["Drag **Token** to **Bin**"],
    targets: (page) => [at(page, "token")],
  },
  {
    page: "deeds",
    name: "a slider is a value, a stroke is a drag, selected words are nothing",
    act: async (page) => {
      await drag(page, at(page, "volume"), { x: 20, y: 0 });
      await look();
      await drag(page, at(page, "paint"), { x: 80, y: 20 });
      await look();
      await drag(page, at(page, "words"), { x: 90, y: 2 });
    },
    titles: [/^Set "\d+" in \*\*Volume\*\*$/, "Drag **Painting**"],
    targets: (page) => [at(page, "volume"), at(page, "paint")],
  },
  {
    page: "deeds",
    name: "copied words are told, what is pasted or cut in a field is its change",
    act: async (page) => {
      await drag(page, at(page, "words"), { x: 90, y: 2 });
      await press(page, "Control+c");
      await look();
      await click(page, at(page, "remark"));
      await press(page, "Control+a");
      await press(page, "Control+x");
      await press(page, "Control+v");
      await press(page, "Control+v");
    },
    titles: ["Copy the selection", 'Type "A remarkA remark" in **Remark**'],
  },
  {
    page: "long",
    name: "scrolling is a step where it reached the next target",
    act: async (page) => {
      await click(page, at(page, "near"));
      await look();
      // The wheel is turned until it is in view.
      await click(page, at(page, "far"));
    },
    titles: ["Click **Near**", "Scroll the page", "Click **Far**"],
    targets: (page) => [at(page, "near")],
  },
  {
    page: "long",
    name: "keys scroll too",
    act: async (page) => {
      await click(page, at(page, "near"));
      await press(page, "End");
      await look();
      await click(page, at(page, "far"));
    },
    titles: ["Click **Near**", "Scroll the page", "Click **Far**"],
  },
  {
    page: "long",
    name: "scrolling is no step where the target stayed in view, or where the page did it",
    act: async (page) => {
      await hover(page, at(page, "near"));
      await page.mouse.wheel(0, 90);
      await look();
      await click(page, at(page, "near"));
      await page.mouse.wheel(0, 1500);
      await look();
      await click(page, at(page, "always"));
      await page.mouse.wheel(0, -1500);
      await look();
      await click(page, at(page, "jump"));
      await look();
      await click(page, at(page, "far"));
    },
    titles: ["Click **Near**", "Click **Always there**", "Scroll the page", "Click **To the end**", "Click **Far**"],
  },
  {
    page: "long",
    name: "quick clicks on one button are one step with their number",
    act: (page) => click(page, at(page, "more"), { count: 5 }),
    titles: ["Click **More** 5 times"],
    targets: (page) => [at(page, "more")],
  },
];
