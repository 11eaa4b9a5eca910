/** A recorder in the manner of headless-recorder: one CSS path for each event, and nothing else. */
import { finder } from "@medv/finder";

const TYPES = ["click", "dblclick", "change", "keydown", "select", "submit", "load", "unload"];

const sent = { messages: 0, bytes: 0 };
globalThis.benchSent = sent;

/** @param {Event} event */
function record(event) {
  const { target } = event;
  if (!(target instanceof Element)) return;
  const message = JSON.stringify({
    selector: finder(target, { seedMinLength: 5, optimizedMinLength: 10 }),
    value: "value" in target ? target.value : undefined,
    tagName: target.tagName,
    action: event.type,
    keyCode: event.keyCode ?? null,
    href: target.href ?? null,
    coordinates: "clientX" in event ? { x: event.clientX, y: event.clientY } : null,
    timestamp: event.timeStamp,
  });
  sent.messages += 1;
  sent.bytes += message.length;
}

for (const type of TYPES) window.addEventListener(type, record, true);
