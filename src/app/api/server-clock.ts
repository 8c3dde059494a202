import { createAtom, useSelector } from '@tanstack/react-store';
import { DAY, HOUR, MINUTE } from '#values/durations.ts';
import { notify } from './notifications.ts';

/** The server's time minus this computer's, ms. */
const offset = createAtom(0);

export const serverNow = (): number => Date.now() + offset.get();

/** To convert a time of this computer, such as that of the last answer. */
export const useClockOffset = (): number => useSelector(offset);

/**
 * Sets the clock by an answer. Its `Date`, cut to seconds, lies between the sending and the receipt, both in the time of
 * this computer. Says so if the clocks differ by more than a minute.
 */
export function setClock(date: string | null, sentAt: number, receivedAt: number): void {
  const at = Date.parse(date ?? '');
  // If the computer's clock was set back meanwhile, the answer says nothing.
  if (Number.isNaN(at) || receivedAt < sentAt) return;
  const before = offset.get();
  const next = Math.min(Math.max(before, at - receivedAt), at + 999 - sentAt);
  offset.set(next);
  if (Math.abs(before) > MINUTE || Math.abs(next) <= MINUTE) return;
  const direction = next > 0 ? 'behind' : 'ahead';
  notify({
    tone: 'info',
    text: `The clock of this computer is ${durationText(Math.abs(next))} ${direction}. Coupon Desk uses the time of the server.`,
  });
}

function durationText(ms: number): string {
  const units = [
    { unit: 'day', length: DAY },
    { unit: 'hour', length: HOUR },
    { unit: 'minute', length: MINUTE },
  ];
  const { unit, length } = units.find((each) => ms >= 2 * each.length) ?? { unit: 'minute', length: MINUTE };
  const count = Math.round(ms / length);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
