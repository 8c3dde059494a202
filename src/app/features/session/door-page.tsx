import type { ReactNode } from 'react';
import css from './door-page.module.css';

/** The frame of what stands before the product: signing in and joining. */
export function DoorPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={css.door}>
      <main className={css.way}>
        <div className={css.inner}>
          <span className={css.logo} aria-hidden="true">
            CD
          </span>
          <h1 className={css.title}>{title}</h1>
          {children}
        </div>
      </main>
      <Glimpse />
    </div>
  );
}

/** What it is all about, in one picture: a change, what it was before, and the proof. */
function Glimpse() {
  return (
    <div className={css.glimpse} aria-hidden="true">
      <div className={css.picture}>
        <p className={css.claim}>Nothing is lost, nothing is silent.</p>
        <div className={css.paper}>
          <p className={css.paperTitle}>
            <span>{'Diwali weekend, 15 % off '}</span>
            <span className={css.live}>Live</span>
          </p>
          <div className={css.changed}>
            <b>Valid until</b>
            <span>
              <span>{'Sun 6 Dec 2026 '}</span>
              <s>29 Nov 2026</s>
            </span>
          </div>
          <div className={css.unchanged}>
            <b>Each customer</b>
            <span>once, in 14 stores</span>
          </div>
          <div className={css.meter}>
            <span />
            <span />
          </div>
          <p className={css.figures}>8,214 of 20,645 redeemed</p>
        </div>
        <p className={css.proof}>
          <svg width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2.25">
            <path d="m5 12.5 4.5 4.5L19 7.5" strokeLinecap="round" strokeLinejoin="round" />
          </svg>
          <span>Saved and verified: 1 change, and only that</span>
        </p>
      </div>
    </div>
  );
}
