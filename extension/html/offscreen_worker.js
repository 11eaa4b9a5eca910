// The offscreen document's dedicated worker: the same module, another entry. The
// start function runs here too and returns at once, as there is no document.
import init, { run_worker } from './offscreen.js';

// Calls that come before the module is there would be lost: the browser delivers
// them while the first await of this script is under way.
/** @type {MessageEvent[]} */
const early = [];
self.onmessage = (event) => early.push(event);

await init({ module_or_path: new URL('offscreen_bg.wasm', import.meta.url) });
run_worker();
for (const event of early) self.dispatchEvent(new MessageEvent('message', { data: event.data }));
