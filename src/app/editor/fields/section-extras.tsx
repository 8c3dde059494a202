import { type ComponentType, Suspense } from 'react';
import { lazyPart } from '../../ui/lazy-part.tsx';
import css from './editor-section.module.css';

const CouponLife = lazyPart(
  () => import('../panels/validity/coupon-life-preview.tsx'),
  (module) => module.CouponLifePreview,
  { quiet: true },
);

/** What a section shows below its fields that belongs to no single one of them. */
export const sectionExtras: Readonly<Record<string, ComponentType>> = {
  validity: () => (
    <Suspense fallback={<div className={css.extra} />}>
      <CouponLife />
    </Suspense>
  ),
};
