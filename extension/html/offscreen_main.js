import init from './offscreen.js';

await init({ module_or_path: new URL('offscreen_bg.wasm', import.meta.url) });
