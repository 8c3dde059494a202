import { Suspense } from 'react';
import { lazyPart } from '../../../ui/lazy-part.tsx';
import css from './discount.module.css';

const WorkedExample = lazyPart(
  () => import('./worked-example.tsx'),
  (module) => module.WorkedExample,
  { quiet: true },
);

export function DiscountHint() {
  return (
    <Suspense fallback={<div className={`cluster secondary tabular ${css.example}`} />}>
      <WorkedExample />
    </Suspense>
  );
}
