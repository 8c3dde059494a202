import { type ComponentType, Suspense } from 'react';
import { lazyPart, nothing } from '../../ui/lazy-part.tsx';
import css from './editor-section.module.css';

const CouponLife = lazyPart(
  () => import('../panels/validity/coupon-life-preview.tsx'),
  (module) => module.CouponLifePreview,
  { fallback: nothing },
);

/** Content below the fields of a section that belongs to no single field. */
export const sectionExtras: Readonly<Record<string, ComponentType>> = {
  validity: () => (
    <Suspense fallback={<div className={css.extra} />}>
      <CouponLife />
    </Suspense>
  ),
};
