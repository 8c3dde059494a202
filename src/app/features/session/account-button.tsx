import { Suspense, useRef, useState } from 'react';
import { usePerson } from '../../api/session-query.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';
import css from './account-button.module.css';

const AccountMenu = lazyPart(
  () => import('./account-menu.tsx'),
  (module) => module.AccountMenu,
);

/** Shows the initials of the user and opens the account menu. */
export function AccountButton({ className }: { readonly className: string }) {
  const person = usePerson();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  if (!person) return <span className={className} aria-hidden="true" />;
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        data-tip={open ? undefined : person.name}
        aria-label={`Your account: ${person.name}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={AccountMenu.prefetch}
        onClick={() => setOpen(!open)}
      >
        <span className={css.initials}>
          <span>{initialsOf(person.name)}</span>
          {person.isDemo && <span className={css.demo}>Demo</span>}
        </span>
        <span className="visually-hidden">{person.isDemo ? 'Demo' : 'Account'}</span>
      </button>
      {open && (
        <Suspense>
          <AccountMenu person={person} opener={button} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

const initialsOf = (name: string) => {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map((word) => /^./u.exec(word ?? '')?.[0] ?? '')
    .join('')
    .toUpperCase();
};
