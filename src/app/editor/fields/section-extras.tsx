import { type ComponentType, Suspense } from 'react';
import { later } from './load-later.ts';
import css from './editor-section.module.css';

const CouponLife = later((module) => module.CouponLifePreview);

/** What a section shows below its fields that belongs to no single one of them. */
export const sectionExtras: Readonly<Record<string, ComponentType>> = {
  validity: () => (
    <Suspense fallback={<div className={css.extra} />}>
      <CouponLife />
    </Suspense>
  ),
};
