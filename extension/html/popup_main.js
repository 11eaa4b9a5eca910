import init from './popup.js';

await init();
