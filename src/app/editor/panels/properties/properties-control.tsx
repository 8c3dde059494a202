import { Suspense } from 'react';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import type { ControlProps } from '../../controls/control-types.ts';
import { lazyPart } from '../../../ui/lazy-part.tsx';

const PropertiesEditor = lazyPart(
  () => import('./properties-editor.tsx'),
  (module) => module.PropertiesEditor,
);

/** Rows of name and text. They are below the fold, so the editor loads lazily into a placeholder of its height. */
export function PropertiesControl(props: ControlProps<'properties'>) {
  const rows = isUnresolved(props.value) ? 0 : props.value.length;
  return (
    <Suspense
      fallback={
        <div
          id={props.id}
          tabIndex={-1}
          aria-busy="true"
          style={{ minHeight: `${1.75 + (rows > 0 ? 2.75 * rows + 1.75 : 0)}rem` }}
        />
      }
    >
      <PropertiesEditor {...props} />
    </Suspense>
  );
}
