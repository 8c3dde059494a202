import { useSyncExternalStore } from 'react';
import type { TypedText } from '../../controls/control-types.ts';

type Bill = number | null | TypedText;

let bill: Bill = 1200;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

function setBill(next: Bill): void {
  bill = next;
  for (const listener of listeners) listener();
}

/** The bill amount of the discount examples. It lives in memory only, until the page is closed. */
export function useExampleBill(): readonly [bill: Bill, setBill: (next: Bill) => void] {
  return [useSyncExternalStore(subscribe, () => bill), setBill];
}
