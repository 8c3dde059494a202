import { createAtom, useSelector } from '@tanstack/react-store';

/** What the last requests say about the connection to the server. */
type Connection = 'works' | 'offline' | 'noAnswer';

const connection = createAtom<Connection>('works');
let failures = 0;

export const useConnection = () => useSelector(connection);

export function reportAnswer(): void {
  failures = 0;
  connection.set('works');
}

/** One lost answer is not a lost connection. */
export function reportNoAnswer(): void {
  failures += 1;
  if (!navigator.onLine) connection.set('offline');
  else if (failures > 1) connection.set('noAnswer');
}
