import { Suspense } from 'react';
import type { FieldKey } from '#catalogue/catalogue.ts';
import { useEditor } from '../../state/editor-context.tsx';
import { lazyPart, nothing } from '../../../ui/lazy-part.tsx';

const Predicted = lazyPart(
  () => import('./predicted.tsx'),
  (module) => module.Predicted,
  { fallback: nothing },
);

/** Warns if the API will store another value than the field has. The embedded source stores values unchanged. */
export function StoredNote({ name }: { name: FieldKey }) {
  const { settings } = useEditor();
  return settings.source === 'upstream' ? (
    <Suspense>
      <Predicted name={name} />
    </Suspense>
  ) : null;
}
