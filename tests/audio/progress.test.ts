import { describe, expect, test } from 'vitest';
import { Progress } from '../../src/audio/progress.ts';
import type { RunEvent } from '../../src/core/events.ts';

function watched(total: number) {
  const events: RunEvent[] = [];
  return { progress: new Progress(total, (event) => events.push(event)), last: () => events.at(-1), events };
}
const file = (name: string) => ({ file: name });

describe('Progress', () => {
  test('tells the seconds of a single recording, never fewer than before', () => {
    const { progress, last, events } = watched(1);
    const video = file('a.mp4');
    progress.begin(video);
    expect(last()).toMatchObject({ stage: 'fetch', done: 0, total: 1, unit: 'files' });
    progress.opened(video, 600);
    progress.reached(video, 120);
    progress.reached(video, 60);
    progress.reached(video, 180);
    expect(last()).toMatchObject({ stage: 'hear', done: 180, total: 600, unit: 'seconds', file: 'a.mp4' });
    const told = events.flatMap((event) => (event.type === 'progress' && event.unit === 'seconds' ? [event.done] : []));
    expect(told).toEqual([0, 120, 180]);
    progress.heard(video, 601);
    expect(last()).toMatchObject({ stage: 'cut', sound: { done: 601, total: 601 } });
  });

  test('takes those of several that are not begun for average, and leaves out what is remembered', () => {
    const { progress, last } = watched(4);
    const [a, b, c] = [file('a'), file('b'), file('c')];
    progress.begin(a);
    progress.opened(a, 10);
    progress.heard(a, 12);
    expect(last()).toMatchObject({ done: 0, total: 4, unit: 'files', sound: { done: 12, total: 48 } });
    progress.finish(a);
    progress.begin(b);
    progress.finish(b);
    progress.begin(c);
    progress.opened(c, 188);
    progress.reached(c, 94);
    expect(last()).toMatchObject({ done: 2, sound: { done: 106, total: 300 }, percent: 50 });
    progress.end();
    expect(last()).toMatchObject({ done: 4, total: 4 });
  });
});
