import { Suspense } from 'react';
import type { FieldKey } from '#catalogue/catalogue.ts';
import { useEditor } from '../editor-context.tsx';
import { later } from '../load-later.ts';

const Predicted = later((module) => module.Predicted);

/** What the API will store instead of the field's value, where it will not keep it as it is. Our own database keeps it. */
export function StoredNote({ name }: { name: FieldKey }) {
  const { settings } = useEditor();
  return settings.source === 'upstream' ? (
    <Suspense>
      <Predicted name={name} />
    </Suspense>
  ) : null;
}
