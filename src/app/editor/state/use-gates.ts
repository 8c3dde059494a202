import { useMemo } from 'react';
import { useWatch } from 'react-hook-form';
import { GATE_KEYS, type Gates } from '#catalogue/model/gates.ts';
import { gatesOf } from '#domain/series/visibility.ts';
import { useBase, useEditor } from './editor-context.tsx';

/** The gates as the form has them now. The one subscription that decides which fields are shown. */
export function useGates(): Gates {
  const { form } = useEditor();
  const base = useBase();
  const watched = useWatch({ control: form.control, name: [...GATE_KEYS] });
  const joined = JSON.stringify(watched);
  return useMemo(() => {
    const held = JSON.parse(joined) as unknown[];
    const values = Object.fromEntries(GATE_KEYS.map((key, index) => [key, held[index]]));
    return gatesOf({ ...base.values, ...values }, base.wire);
  }, [joined, base]);
}
