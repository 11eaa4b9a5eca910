import init from './offscreen.js';

await init();
