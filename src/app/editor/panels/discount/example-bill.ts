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

/** The bill that examples of a discount are worked out for. It is stored nowhere, and stays while the page is open. */
export function useExampleBill(): readonly [bill: Bill, setBill: (next: Bill) => void] {
  return [useSyncExternalStore(subscribe, () => bill), setBill];
}
