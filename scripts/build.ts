import { buildAll } from './building/build-all.ts';

await buildAll({ isForced: process.argv.includes('--force') });
