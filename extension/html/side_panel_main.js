import init from './side_panel.js';

await init();
