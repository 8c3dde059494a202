import { useMemo } from 'react';
import { useWatch } from 'react-hook-form';
import { GATE_KEYS, type Gates } from '#catalogue/model/gates.ts';
import { gatesOf } from '#domain/series/visibility.ts';
import { useBase, useEditor } from './editor-context.tsx';

/** The current gates of the form: the only subscription that decides which fields are visible. */
export function useGates(): Gates {
  const { form } = useEditor();
  const base = useBase();
  const watched = useWatch({ control: form.control, name: [...GATE_KEYS] });
  const gateJson = JSON.stringify(watched);
  return useMemo(() => {
    const gateValues = JSON.parse(gateJson) as unknown[];
    const values = Object.fromEntries(GATE_KEYS.map((key, index) => [key, gateValues[index]]));
    return gatesOf({ ...base.values, ...values }, base.wire);
  }, [gateJson, base]);
}
