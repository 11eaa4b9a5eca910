/** The floor: as many capture listeners as a recorder has, each doing nothing. */
const TYPES = [
  "pointerdown",
  "pointerup",
  "click",
  "auxclick",
  "dblclick",
  "contextmenu",
  "keydown",
  "keyup",
  "input",
  "change",
  "submit",
  "focusin",
  "focusout",
  "paste",
  "scroll",
];

for (const type of TYPES) window.addEventListener(type, () => undefined, { capture: true, passive: true });
