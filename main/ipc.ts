/** One way in for every request of the page: sender and payload are checked here, once for all channels. */
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import type * as z from 'zod';
import { PAYLOADS } from './bridge';
import { isOwnUrl } from './security';

type Channel = keyof typeof PAYLOADS;
type Payload<C extends Channel> = z.output<(typeof PAYLOADS)[C]>;

/** A request from anything but our own top frame, or with a payload of another shape, is refused with an error. */
export function handle<C extends Channel>(channel: C, answer: (payload: Payload<C>) => unknown): void {
  ipcMain.handle(channel, (event: IpcMainInvokeEvent, ...payload: unknown[]) => {
    const frame = event.senderFrame;
    if (frame === null || frame.parent !== null || !isOwnUrl(frame.url))
      throw new Error(`${channel}: refused, not from the application's own page`);
    const checked = payload.length <= 1 ? PAYLOADS[channel].safeParse(payload[0]) : undefined;
    if (checked === undefined || !checked.success)
      throw new Error(`${channel}: refused, the payload does not fit`);
    return answer(checked.data as Payload<C>);
  });
}
