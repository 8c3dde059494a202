import { Suspense } from 'react';
import { lazyPart, nothing } from '../../../ui/lazy-part.tsx';
import css from './discount.module.css';

const WorkedExample = lazyPart(
  () => import('./worked-example.tsx'),
  (module) => module.WorkedExample,
  { fallback: nothing },
);

export function DiscountHint() {
  return (
    <Suspense fallback={<div className={`cluster secondary tabular ${css.example}`} />}>
      <WorkedExample />
    </Suspense>
  );
}
