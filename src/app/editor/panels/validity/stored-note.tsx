import { Suspense } from 'react';
import type { FieldKey } from '#catalogue/catalogue.ts';
import { useEditor } from '../../state/editor-context.tsx';
import { lazyPart } from '../../../ui/lazy-part.tsx';

const Predicted = lazyPart(
  () => import('./predicted.tsx'),
  (module) => module.Predicted,
  { quiet: true },
);

/** What the API will store instead of the field's value, where it will not keep it as it is. Our own database keeps it. */
export function StoredNote({ name }: { name: FieldKey }) {
  const { settings } = useEditor();
  return settings.source === 'upstream' ? (
    <Suspense>
      <Predicted name={name} />
    </Suspense>
  ) : null;
}
