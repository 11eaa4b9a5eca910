import init from './options.js';

await init();
