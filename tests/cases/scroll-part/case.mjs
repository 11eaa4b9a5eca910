import { rectOf } from "../../e2e/lib/input.mjs";

/** @typedef {import("../../e2e/lib/person.mjs").Person} Person */

/** Turns the wheel over a part of the page. @param {Person} person @param {import("playwright-core").Locator} part @param {number} by */
async function wheel(person, part, by) {
  await person.hover(part);
  for (let turn = 0; turn < Math.abs(by) / 100; turn += 1) {
    await person.page.mouse.wheel(0, Math.sign(by) * Math.min(100, Math.abs(by) - turn * 100));
    await person.look(60);
  }
  await person.look(300);
}

/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "lists that are scrolled by the wheel",
  async act(person) {
    const { page } = person;
    await person.click(person.button("Result 1"), "Click **Result 1**");
    await wheel(person, page.locator("#results"), 400);
    person.expect("Scroll down in **Results**", await rectOf(page.locator("#results")));
    await person.click(person.button("Result 13"), "Click **Result 13**");
    // Scrolled, and yet it was in view before.
    await wheel(person, page.locator("#results"), 20);
    await person.click(person.button("Result 12"), "Click **Result 12**");
    await wheel(person, page.locator("#results"), -900);
    person.expect("Scroll up in **Results**");
    await person.click(person.button("Result 2"), "Click **Result 2**");
    await wheel(person, page.locator("#plain"), 300);
    person.expect("Scroll down in this part of the page");
    await person.click(person.button("Entry 10"), "Click **Entry 10**");
  },
};
