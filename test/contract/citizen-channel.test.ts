import { describe } from 'vitest';
import { createWebCitizenChannel } from '#renderer/platform/citizen-channel.ts';
import { FakeCitizenWindows } from '#test/fakes/fake-citizen-channel.ts';
import { describeCitizenChannel } from './citizen-channel.contract.ts';

const several = <Channel>(count: number, open: () => Channel): Channel[] => Array.from({ length: count }, open);

describe('FakeCitizenWindows', () => {
  describeCitizenChannel((count) => {
    const machine = new FakeCitizenWindows();
    return several(count, () => machine.open());
  });
});

describe('BroadcastChannel', () => {
  let turn = 0;
  describeCitizenChannel((count) => {
    turn += 1;
    return several(count, () => createWebCitizenChannel(`contract-${String(turn)}`));
  });
});
