import css from './kbd.module.css';

/** A keyboard shortcut, such as "Ctrl S" or "/". */
export function Kbd({ children }: { readonly children: string }) {
  return <kbd className={css.kbd}>{children}</kbd>;
}
