import init from './side_panel.js';

await init({ module_or_path: new URL('side_panel_bg.wasm', import.meta.url) });
