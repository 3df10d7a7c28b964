import { describe, expect, it } from 'vitest';
import { EngineClient, type FrameEvent } from '../../renderer/engine/engine-client';
import type { FromWorker, ToWorker } from '../../renderer/engine/protocol';
import { readMessage, returnAddress } from '../../renderer/engine/read-message';
import { newShell, type Frame } from '../../simulations';

function setUp() {
  const sent: ToWorker[] = [];
  const paints: (() => void)[] = [];
  const worker = {
    postMessage: (message: ToWorker) => void sent.push(message),
    onmessage: null,
    onerror: null,
  } as unknown as Worker;
  const client = new EngineClient(worker, (paint) => void paints.push(paint));
  const receive = (message: FromWorker) => worker.onmessage?.({ data: message } as MessageEvent);
  const frames: FrameEvent[] = [];
  const broken: string[] = [];
  const listener = {
    onFrame: (event: FrameEvent) => void frames.push(event),
    onBroken: (message: string) => void broken.push(message),
  };
  return { client, sent, paints, receive, frames, broken, listener };
}

const frameAt = (nowMicros: number): FromWorker => ({
  type: 'frame',
  lab: 'a',
  frame: { nowMicros } as Frame,
  playing: true,
  speed: 1,
  achieved: null,
});

describe('the engine client', () => {
  it('shows only the latest frame when several came before the window painted', async () => {
    const { client, receive, paints, frames, listener } = setUp();
    const opening = client.open('a', { name: 'x', text: '{}' }, listener);
    receive({ type: 'opened', lab: 'a', request: 1, outcome: { ok: true, value: null } });
    await opening;
    for (const at of [1, 2, 3]) receive(frameAt(at));
    expect(paints).toHaveLength(1);
    paints[0]!();
    expect(frames.map((event) => event.frame.nowMicros)).toEqual([3]);
    receive(frameAt(4));
    expect(paints).toHaveLength(2);
  });

  it('never keeps a frame at rest waiting behind those of a playing run', async () => {
    const { client, receive, paints, frames, listener } = setUp();
    const opening = client.open('a', { name: 'x', text: '{}' }, listener);
    receive({ type: 'opened', lab: 'a', request: 1, outcome: { ok: true, value: null } });
    await opening;
    receive(frameAt(1));
    receive({ ...frameAt(2), playing: false } as FromWorker);
    expect(paints).toHaveLength(2);
    paints[1]!();
    paints[0]!();
    expect(frames.map((event) => event.frame.nowMicros)).toEqual([2]);
  });

  it('drops frames of the scenario that was open before', async () => {
    const { client, receive, paints, frames, listener } = setUp();
    const opening = client.open('a', { name: 'x', text: '{}' }, listener);
    receive(frameAt(1));
    receive({ type: 'opened', lab: 'a', request: 1, outcome: { ok: true, value: null } });
    await opening;
    paints[0]!();
    expect(frames).toEqual([]);
  });

  it('answers every request, also those that nobody could carry out', async () => {
    const { client, receive, sent } = setUp();
    const executed = client.execute('a', { name: 'stop', args: { sandbox: 'web-1' } });
    const typed = client.type('a', newShell(), 'docker ps');
    const result = client.result('a');
    expect(sent.map((message) => message.type)).toEqual(['execute', 'type', 'result']);
    for (const request of [1, 2, 3]) receive({ type: 'refused', lab: 'a', request, message: 'no lab' });
    expect(await executed).toMatchObject({ ok: false, error: { message: 'no lab' } });
    expect(await typed).toMatchObject({ lines: ['no lab'], commands: [], exitCode: 1 });
    expect(await result).toMatchObject({ ok: false });
  });

  it('passes on that a run is broken', async () => {
    const { client, receive, broken, listener } = setUp();
    void client.open('a', { name: 'x', text: '{}' }, listener);
    receive({ type: 'broken', lab: 'a', message: 'broken promise' });
    expect(broken).toEqual(['broken promise']);
  });
});

describe('messages to the worker', () => {
  it('are accepted when they are whole', () => {
    expect(readMessage({ type: 'pause', lab: 'a' })).toEqual({ type: 'pause', lab: 'a' });
    expect(readMessage({ type: 'play', lab: 'a', speed: 0.001 })).toMatchObject({ speed: 0.001 });
  });

  it.each([
    [null],
    ['pause'],
    [{ type: 'fly', lab: 'a' }],
    [{ type: 'pause' }],
    [{ type: 'play', lab: 'a', speed: 0 }],
    [{ type: 'play', lab: 'a', speed: NaN }],
    [{ type: 'seek', lab: 'a', toMicros: -1 }],
    [{ type: 'seek', lab: 'a', toMicros: Infinity }],
    [{ type: 'step', lab: 'a', size: 'event', direction: 0 }],
    [{ type: 'pause', lab: 'a', extra: 1 }],
  ])('are refused in words otherwise: %j', (message) => {
    expect(typeof readMessage(message)).toBe('string');
  });

  it('are answered even when malformed, if they say whom to answer', () => {
    expect(returnAddress({ type: 'execute', lab: 'a', request: 4, nonsense: true })).toEqual({
      lab: 'a',
      request: 4,
    });
    expect(returnAddress({ type: 'pause', lab: 'a' })).toBeNull();
  });
});
