import { expect, it } from 'vitest';
import type { CitizenChannel } from '#renderer/platform/citizen-channel.ts';

/** What every channel between the windows of a machine guarantees. @param windows as many windows as are asked for */
export function describeCitizenChannel(windows: (count: number) => readonly CitizenChannel[]): void {
  const openTwo = (): readonly [CitizenChannel, CitizenChannel] => {
    const [one, other] = windows(2);
    if (one === undefined || other === undefined) throw new Error('two windows were asked for');
    return [one, other];
  };

  it('carries a message to every other window, as a copy and in order, and not to the one that says it', async () => {
    const [one, other, third] = windows(3);
    if (one === undefined || other === undefined || third === undefined) throw new Error('three windows');
    const heard: unknown[][] = [[], [], []];
    [one, other, third].forEach((channel, index) => channel.subscribe((message) => heard[index]?.push(message)));
    const said = { view: ['Nguyễn'] };
    one.post(said);
    said.view.push('later');
    one.post('second');
    await expect.poll(() => heard[1]).toEqual([{ view: ['Nguyễn'] }, 'second']);
    await expect.poll(() => heard[2]).toEqual([{ view: ['Nguyễn'] }, 'second']);
    expect(heard[0]).toEqual([]);
    for (const channel of [one, other, third]) channel.close();
  });

  it('says nothing to a listener that has ended, nor to a window that is closed', async () => {
    const [one, other] = openTwo();
    const early: unknown[] = [];
    const late: unknown[] = [];
    const end = other.subscribe((message) => early.push(message));
    other.subscribe((message) => late.push(message));
    end();
    one.post('first');
    await expect.poll(() => late).toEqual(['first']);
    expect(early).toEqual([]);
    other.close();
    expect(() => {
      other.post('too late');
    }).toThrow();
    one.close();
  });
}
