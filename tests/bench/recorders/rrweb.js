/** rrweb with its own defaults. Its events become text, as they do on their way to any store. */
import { record } from "rrweb";

const sent = { messages: 0, bytes: 0 };
globalThis.benchSent = sent;

record({
  emit(event) {
    sent.messages += 1;
    sent.bytes += JSON.stringify(event).length;
  },
});
