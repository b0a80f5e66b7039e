import { beforeEach, describe, expect, it } from 'vitest';
import { BEAT_MS, createCitizenDesk, type OpenDesk } from '#renderer/app/citizen-desk.ts';
import { createCitizenFeed, SILENCE_MS, type CitizenFeed } from '#renderer/app/citizen-feed.ts';
import type { CitizenAnswer } from '#shared/domain/citizen-screen/citizen-message.ts';
import type { CitizenStage, CitizenView } from '#shared/domain/citizen-screen/citizen-view.ts';
import { FakeCitizenWindows } from '#test/fakes/fake-citizen-channel.ts';
import { FakeClock } from '#test/fakes/fake-clock.ts';
import { SeededIds } from '#test/fakes/seeded-random.ts';
import { VirtualScheduler } from '#test/fakes/virtual-scheduler.ts';
import { NOW } from '#test/unit/shared/domain/samples.ts';

const NAME = 'Lò Thị Mẫu';
const HEAD = { officeName: 'Trung tâm mẫu', isSample: true, language: 'vi' } as const;
const intake = (name: string): CitizenStage => ({
  ...{ stage: 'intake', procedureName: null, receivedPapers: [], paperCount: 0, fees: null },
  person: { askId: name, isFromCard: true, fields: [{ field: 'fullName', text: name }] },
});
const busy = (name = NAME): CitizenView => ({ ...HEAD, content: intake(name) });
const idle: CitizenView = { ...HEAD, content: { stage: 'idle' } };

let windows: FakeCitizenWindows;
let screenTime: VirtualScheduler;
let feed: CitizenFeed;
let seed = 0;

interface DeskWindow {
  readonly desk: OpenDesk;
  readonly answers: CitizenAnswer[];
  /** The window's own time: stands still when the window has crashed. */
  readonly time: VirtualScheduler;
}
function openDesk(): DeskWindow {
  seed += 1;
  const time = new VirtualScheduler(new FakeClock(NOW));
  const desk = createCitizenDesk({ channel: windows.open(), scheduler: time, ids: new SeededIds(seed) });
  const answers: CitizenAnswer[] = [];
  desk.hear((answer) => answers.push(answer));
  return { desk, answers, time };
}
/** Both windows live for so long. */
async function live(ms: number, ...desks: readonly DeskWindow[]): Promise<void> {
  for (let passed = 0; passed < ms; passed += BEAT_MS / 2) {
    await screenTime.advance(BEAT_MS / 2);
    for (const { time } of desks) await time.advance(BEAT_MS / 2);
  }
  await screenTime.advance(0);
}

beforeEach(() => {
  windows = new FakeCitizenWindows();
  screenTime = new VirtualScheduler(new FakeClock(NOW));
  feed = createCitizenFeed({ channel: windows.open(), scheduler: screenTime });
});

describe("the citizen's screen", () => {
  it('[CZ3] shows what the desk shows, also when it is opened later, for as long as the desk lives', async () => {
    const desk = openDesk();
    desk.desk.present(busy());
    await live(10 * SILENCE_MS, desk);
    expect(feed.view()).toEqual(busy());
    const late = createCitizenFeed({ channel: windows.open(), scheduler: screenTime });
    expect(late.view()).toBeNull();
    await screenTime.advance(0);
    expect(late.view()).toEqual(busy());
  });

  it('[CZ3] shows nothing of anybody once the intake is over, the session is locked or the officer has left it', async () => {
    const desk = openDesk();
    desk.desk.present(busy());
    await live(BEAT_MS, desk);
    desk.desk.clear();
    await live(BEAT_MS, desk);
    expect(feed.view()).toEqual(idle);
    expect(JSON.stringify(feed.view())).not.toContain(NAME);
  });

  it('[CZ4] blanks itself when the desk falls silent, within the time that is promised', async () => {
    const desk = openDesk();
    desk.desk.present(busy());
    await live(3 * BEAT_MS, desk);
    expect(feed.view()).toEqual(busy());
    // The desk's time stands still from here: it has crashed.
    await screenTime.advance(SILENCE_MS);
    expect(feed.view()).toBeNull();
    // And comes back by itself when the desk does.
    await live(BEAT_MS, desk);
    expect(feed.view()).toEqual(busy());
  });

  it('[CZ4] blanks itself at once when the window of the desk is closed', async () => {
    const desk = openDesk();
    desk.desk.present(busy());
    await live(BEAT_MS, desk);
    desk.desk.leave();
    await screenTime.advance(0);
    expect(feed.view()).toBeNull();
  });

  it('tells of a change once, not with every beat', async () => {
    const desk = openDesk();
    let changes = 0;
    feed.subscribe(() => (changes += 1));
    desk.desk.present(busy());
    await live(5 * BEAT_MS, desk);
    expect(changes).toBe(1);
  });

  it('follows the one of several windows at which something is going on', async () => {
    const [one, other] = [openDesk(), openDesk()];
    one.desk.present(idle);
    other.desk.present(idle);
    await live(BEAT_MS, one, other);
    other.desk.present(busy());
    await live(BEAT_MS, one, other);
    expect(feed.view()).toEqual(busy());
    one.desk.present(busy('Người khác'));
    await live(5 * BEAT_MS, one, other);
    expect(feed.view()).toEqual(busy());
    other.desk.clear();
    await live(2 * BEAT_MS, one, other);
    expect(feed.view()).toEqual(busy('Người khác'));
  });

  it('[CZ5] answers the desk that is seen and no other', async () => {
    const [one, other] = [openDesk(), openDesk()];
    one.desk.present(busy());
    other.desk.present(idle);
    await live(BEAT_MS, one, other);
    const answer = { kind: 'confirms', askId: NAME, isRight: false } as const;
    feed.answer(answer);
    await screenTime.advance(0);
    expect(one.answers).toEqual([answer]);
    expect(other.answers).toEqual([]);
  });

  it('[CZ5] and the desk take nothing that is not a message of theirs', async () => {
    const desk = openDesk();
    desk.desk.present(busy());
    await live(BEAT_MS, desk);
    const stranger = windows.open();
    for (const message of [
      ...[null, 'shows', { kind: 'shows', deskId: 'x', view: { ...busy(), content: { stage: 'other' } } }],
      ...[
        { kind: 'closes', deskId: 'x' },
        { kind: 'answers', deskId: 'x', answer: { kind: 'rates' } },
      ],
      { kind: 'answers', deskId: '', answer: { kind: 'confirms', askId: 'a', isRight: true } },
    ]) {
      stranger.post(message);
    }
    await live(BEAT_MS, desk);
    expect(feed.view()).toEqual(busy());
    expect(desk.answers).toEqual([]);
  });
});
