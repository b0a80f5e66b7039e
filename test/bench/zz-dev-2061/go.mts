import { buildAll } from '#scripts/building/build-all.ts';
await buildAll({ isQuiet: true });
const { run } = await import(`./${process.argv[2]}.bench.ts`);
for (const r of await run()) { console.log(r.name, 'ratio', r.ratio.toFixed(2), '/', r.limit); console.log('  ', r.detail.replaceAll(/[;,] /g, '\n    ')); }
