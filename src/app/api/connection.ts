import { createAtom, useSelector } from '@tanstack/react-store';

/** Whether the last requests reached the server. */
const connection = createAtom(true);
let failures = 0;

export const useIsConnected = () => useSelector(connection);

export function reportAnswer(): void {
  failures = 0;
  connection.set(true);
}

/** One lost answer is not a lost connection. */
export function reportNoAnswer(): void {
  failures += 1;
  connection.set(navigator.onLine && failures < 2);
}
