import { useLayoutEffect, useRef } from 'react';
import type { FieldKey } from '#catalogue/catalogue.ts';
import type { Gates } from '#catalogue/model/gates.ts';

export interface Action {
  readonly label: string;
  /** Keyboard shortcut of the action. */
  readonly keys?: string;
  readonly run: () => void;
}

/** The commands that the current page adds to the palette. */
export interface PageCommands {
  /** The values that decide which fields are visible. */
  readonly gates: () => Gates;
  readonly goToField: (field: FieldKey) => void;
  readonly goToSection: (id: string) => void;
  readonly actions: () => readonly Action[];
}

type Latest = { readonly current: PageCommands };
let registered: Latest | null = null;

export const pageCommands = (): PageCommands | null => registered?.current ?? null;

/** Registers the commands while the page is mounted. */
export function usePageCommands(commands: PageCommands): void {
  const latest = useRef(commands);
  // Layout effects: the palette may open before the passive ones.
  useLayoutEffect(() => {
    latest.current = commands;
  });
  useLayoutEffect(() => {
    registered = latest;
    return () => {
      if (registered === latest) registered = null;
    };
  }, []);
}
