// The offscreen document's dedicated worker: the same module, another entry. The
// start function runs here too and returns at once, as there is no document.
import init, { run_worker } from './offscreen.js';

await init();
run_worker();
