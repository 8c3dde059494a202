import { useEffect, useEffectEvent } from 'react';
import type { FieldKey } from '#catalogue/catalogue.ts';
import type { Gates } from '#catalogue/gates.ts';

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

let current: PageCommands | null = null;

export const pageCommands = (): PageCommands | null => current;

/** Offers these in the palette for as long as the page is there. */
export function usePageCommands(commands: PageCommands): void {
  const gates = useEffectEvent(() => commands.gates());
  const goToField = useEffectEvent((field: FieldKey) => commands.goToField(field));
  const goToSection = useEffectEvent((id: string) => commands.goToSection(id));
  const actions = useEffectEvent(() => commands.actions());
  useEffect(() => {
    const own: PageCommands = {
      gates: () => gates(),
      goToField: (field) => goToField(field),
      goToSection: (id) => goToSection(id),
      actions: () => actions(),
    };
    current = own;
    return () => {
      if (current === own) current = null;
    };
  }, []);
}
