import { pause } from "../../e2e/lib/wait.mjs";

/** @type {import("../../e2e/lib/case_site.mjs").Case} */
export default {
  name: "presses that the person takes back, one on what is gone at the press",
  async act(person) {
    const { mouse } = person.page;
    for (const name of ["Stays", "Goes"]) {
      await person.hover(person.button(name));
      await mouse.down();
      await pause(80);
      await mouse.move(300, 250, { steps: 4 });
      await mouse.up();
    }
    await person.click(person.button("Real"), "Click **Real**");
  },
};
