import { run } from './receipt.bench.ts';
console.log(await run());
