/**
 * The piece of work that the recorder is measured by: a librarian at Django's administration site signs in, creates a
 * user, adds a book and its author, edits, searches, filters, deletes, signs out. Each entry says what the person does
 * and which step is expected of it.
 */

import { ADMIN } from "../e2e/lib/django.mjs";
import { chooseByKeyboard, chooseByMouseAndKeys, click, press, type } from "../e2e/lib/input.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */
/** @typedef {import("../e2e/lib/input.mjs").Rect} Rect */

/**
 * @typedef {object} Expected
 * @property {"click" | "change" | "key"} action The step's `action.type`.
 * @property {string | RegExp} title
 * @property {string} role
 * @property {string | RegExp} name The target's accessible name.
 */

/**
 * @typedef {object} Entry
 * @property {(page: Page) => Locator} target
 * @property {(page: Page, target: Locator) => Promise<Rect[] | void>} act Gives what had the focus on the way, if anything.
 * @property {Expected} expected
 * @property {boolean} [stays] The page stays, so that what it shows afterwards belongs to the action too.
 * @property {boolean} [keys] The target is reached by the keyboard: the mouse does not move to it.
 * @property {string} [heading] The heading of the page that the action leads to.
 * @property {RegExp} [address] The address of that page, where the heading stays the same.
 * @property {boolean} [opens] The action opens a window; what follows is done there.
 * @property {boolean} [closes] The action closes that window; what follows is done where it was opened.
 */

/** The password of the user that is created; unlike the administrator's in every part. */
export const NEW_PASSWORD = 'Marble%64/"Orchid+tide';

/** @type {Entry[]} */
export const WORKFLOW = [
  // Sign in.
  fill("Username", ADMIN.name),
  secret("Password", ADMIN.password),
  button("Log in", "Site administration"),

  // Create a user: text, passwords, a select by keyboard, a check box; then two more on the page that follows.
  link("Users", "Select user to change", (page) =>
    page.locator("#content").getByRole("link", { name: "Users", exact: true }),
  ),
  link("Add user", "Add user"),
  fill("Username", "alice"),
  secret("Password", NEW_PASSWORD, /^Password\b/),
  secret("Password confirmation", NEW_PASSWORD),
  {
    target: (page) => visible(page.getByLabel("Region")),
    act: (page, target) => chooseByKeyboard(page, target, "Europe"),
    stays: true,
    keys: true,
    expected: {
      action: "change",
      title: titled('Select "Europe" in', "Region"),
      role: "combobox",
      name: named("Region"),
    },
  },
  toggle("Newsletter", true),
  button("Save", "Change user"),
  fill("First name", "Alice"),
  personal("Email address", "alice@example.org"),
  toggle("Staff status", true),
  toggle("Active", false),
  button("Save", "Select user to change"),

  // Add a book, and its author through the window that the form opens.
  link("Books", "Select book to change", (page) =>
    page.locator("#nav-sidebar").getByRole("link", { name: "Books", exact: true }),
  ),
  link("Add book", "Add book"),
  fill("Title", "The Dispossessed"),
  {
    target: (page) => page.getByRole("link", { name: "Add another author" }),
    act: (page, target) => click(page, target),
    opens: true,
    heading: "Add author",
    expected: { action: "click", title: /^Click \*\*Add another author\*\*/, role: "link", name: "Add another author" },
  },
  fill("Name", "Ursula K. Le Guin"),
  { ...button("Save"), closes: true },
  {
    target: (page) => page.getByLabel("Language"),
    act: (page, target) => chooseByMouseAndKeys(page, target, "French"),
    stays: true,
    expected: {
      action: "change",
      title: titled('Select "French" in', "Language"),
      role: "combobox",
      name: named("Language"),
    },
  },
  toggle("Lendable", true),
  fill("Published", "1974-05-01"),
  button("Save", "Select book to change"),

  // Edit it.
  link("The Dispossessed", "Change book"),
  {
    target: (page) => page.getByLabel("Title"),
    act: async (page, target) => {
      await click(page, target);
      await press(page, "End");
      await type(page, ", a novel");
    },
    stays: true,
    expected: {
      action: "change",
      title: titled('Type "The Dispossessed, a novel" in', "Title"),
      role: "textbox",
      name: named("Title"),
    },
  },
  button("Save", "Select book to change"),

  // Search and filter.
  link("Users", "Select user to change", (page) =>
    page.locator("#nav-sidebar").getByRole("link", { name: "Users", exact: true }),
  ),
  {
    target: (page) => page.locator("#searchbar"),
    act: async (page, target) => {
      await click(page, target);
      await type(page, "alice");
    },
    stays: true,
    // Its label is a picture with the alternative text "Search".
    expected: {
      action: "change",
      title: /^Type "alice" in \*\*Search\b.*\*\*$/,
      role: "searchbox|textbox",
      name: /^Search/,
    },
  },
  {
    target: (page) => page.locator("#searchbar"),
    act: (page) => press(page, "Enter"),
    keys: true,
    address: /\?q=alice$/,
    expected: { action: "key", title: "Press **Enter**", role: "searchbox|textbox", name: /^Search/ },
  },
  {
    target: (page) =>
      page.locator("#changelist-filter details", { hasText: "By staff status" }).getByRole("link", { name: "Yes" }),
    act: (page, target) => click(page, target),
    address: /is_staff__exact=1/,
    expected: { action: "click", title: /^Click \*\*Yes\*\*/, role: "link", name: "Yes" },
  },

  // Delete the user.
  link("alice", "Change user"),
  link("Delete", "Delete"),
  button("Yes, I’m sure", "Select user to change"),

  // Sign out.
  button("Log out", "Logged out"),
];

/** @param {string} words The words before the name. @param {string} name */
function titled(words, name) {
  return new RegExp(`^${escape(words)} \\*\\*${escape(name)}\\*\\*( in \\*[^*]+\\*)?$`);
}

/** A name as Django writes its labels: with a colon or without. @param {string} name */
function named(name) {
  return new RegExp(`^${escape(name)}:?$`);
}

/** Without the hidden template that Django clones for further rows. @param {Locator} locator */
function visible(locator) {
  return locator.filter({ visible: true });
}

/** @param {string} text */
function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** @param {string} label @param {string} text @returns {Entry} */
function fill(label, text) {
  return {
    target: (page) => visible(page.getByLabel(named(label))),
    act: async (page, target) => {
      await click(page, target);
      await type(page, text);
    },
    stays: true,
    expected: { action: "change", title: titled(`Type "${text}" in`, label), role: "textbox", name: named(label) },
  };
}

/** What is typed says who somebody is, and is masked. @param {string} label @param {string} text @returns {Entry} */
function personal(label, text) {
  const entry = fill(label, text);
  return { ...entry, expected: { ...entry.expected, title: titled("Fill in", label) } };
}

/** @param {string} label @param {string} text @param {RegExp} [name] @returns {Entry} */
function secret(label, text, name = named(label)) {
  const entry = fill(label, text);
  return { ...entry, expected: { ...entry.expected, title: titled("Type a password in", label), name } };
}

/** @param {string} name @param {boolean} checked What it is afterwards. @returns {Entry} */
function toggle(name, checked) {
  return {
    target: (page) => page.getByRole("checkbox", { name, exact: true }),
    act: (page, target) => click(page, target),
    stays: true,
    expected: { action: "change", title: titled(checked ? "Check" : "Uncheck", name), role: "checkbox", name },
  };
}

/** @param {string} name @param {string} [heading] @returns {Entry} */
function button(name, heading) {
  return {
    target: (page) => page.getByRole("button", { name, exact: true }),
    act: (page, target) => click(page, target),
    heading,
    expected: { action: "click", title: new RegExp(`^Click \\*\\*${escape(name)}\\*\\*`), role: "button", name },
  };
}

/** @param {string} name @param {string} heading @param {(page: Page) => Locator} [target] @returns {Entry} */
function link(name, heading, target) {
  return {
    target: target ?? ((page) => page.locator("#content, #footer").getByRole("link", { name, exact: true })),
    act: (page, found) => click(page, found),
    heading,
    expected: { action: "click", title: new RegExp(`^Click \\*\\*${escape(name)}\\*\\*`), role: "link", name },
  };
}
