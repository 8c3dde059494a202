import type { ReactNode } from 'react';
import css from './auth-layout.module.css';
import { Card } from './card.tsx';
import { CheckIcon } from './icons.tsx';
import { Meter } from './meter.tsx';
import { Row } from './row.tsx';
import { StatusBadge } from './status-badge.tsx';

/** Layout of the pages outside the application: sign in and join. */
export function AuthLayout({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={css.door}>
      <main className={css.way}>
        <span className={`logo ${css.logo}`} aria-hidden="true">
          CD
        </span>
        <h1 className={css.title}>{title}</h1>
        {children}
      </main>
      <Illustration />
    </div>
  );
}

/** An illustration of the product: a change, the previous value and the verification. */
function Illustration() {
  return (
    <div className={css.picture} aria-hidden="true">
      <div>
        <p className={`heading ${css.claim}`}>Nothing is lost, nothing is silent.</p>
        <Card flush>
          <p className={`apart ${css.series}`}>
            <b>Diwali weekend, 15 % off</b>
            <StatusBadge status="live" reason="ends in 6 days" />
          </p>
          <Row id="picture-until" label="Valid until" native={false} changed>
            <span>Sun 6 Dec 2026</span>
            <s>29 Nov 2026</s>
          </Row>
          <Row id="picture-limit" label="Each customer" native={false}>
            <span>once, in 14 stores</span>
          </Row>
          <Row id="picture-figures" label="Redeemed" native={false}>
            <span>8,214 of 20,645</span>
            <Meter redeemed={8214} issued={20645} limit={25000} outstanding={12431} />
          </Row>
        </Card>
        <p className={`cluster ${css.proof}`}>
          <CheckIcon size={16} />
          <span>Saved and verified: 1 change, and only that</span>
        </p>
      </div>
    </div>
  );
}
