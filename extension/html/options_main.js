import init from './options.js';

await init({ module_or_path: new URL('options_bg.wasm', import.meta.url) });
