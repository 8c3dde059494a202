import { useEffect, useRef } from 'react';
import type { FieldKey } from '#catalogue/catalogue.ts';
import type { Gates } from '#catalogue/model/gates.ts';

export interface Action {
  readonly label: string;
  /** The keys that do the same. */
  readonly keys?: string;
  readonly run: () => void;
}

/** What the page on the screen adds to the palette. */
export interface PageCommands {
  /** Decide which fields are shown at this moment. */
  readonly gates: () => Gates;
  readonly goToField: (field: FieldKey) => void;
  readonly goToSection: (id: string) => void;
  readonly actions: () => readonly Action[];
}

type Latest = { readonly current: PageCommands };
let onScreen: Latest | null = null;

export const pageCommands = (): PageCommands | null => onScreen?.current ?? null;

/** Offers these in the palette for as long as the page is there. */
export function usePageCommands(commands: PageCommands): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    onScreen = latest;
    return () => {
      if (onScreen === latest) onScreen = null;
    };
  }, []);
}
