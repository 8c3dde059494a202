import { Suspense } from 'react';
import { later } from '../../fields/load-later.ts';
import css from './discount.module.css';

const WorkedExample = later((module) => module.WorkedExample);

export function DiscountHint() {
  return (
    <Suspense fallback={<div className={css.example} />}>
      <WorkedExample />
    </Suspense>
  );
}
