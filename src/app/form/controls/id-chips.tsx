import type { MouseEvent } from 'react';
import { formatNumber } from '#catalogue/format.ts';
import { CrossIcon } from '../../ui/icons.tsx';
import css from './ids-editor.module.css';

/** More than these are counted, not drawn. */
const MOST = 24;

interface IdChipsProps {
  readonly ids: readonly number[];
  readonly disabled: boolean;
  readonly onRemove: (index: number) => void;
  /** The last chip is about to go, and the focus with it. */
  readonly onEmptied: () => void;
}

export function IdChips({ ids, disabled, onRemove, onEmptied }: IdChipsProps) {
  if (ids.length === 0) return null;

  function remove(event: MouseEvent<HTMLElement>, index: number) {
    const chip = event.currentTarget.closest('li');
    const neighbour = chip?.nextElementSibling ?? chip?.previousElementSibling;
    const button = neighbour?.querySelector('button');
    if (button) button.focus();
    else onEmptied();
    onRemove(index);
  }

  const keys = uniqueKeys(ids.slice(0, MOST));
  return (
    <ul className={css.list}>
      {keys.map((key, index) => (
        <li key={key} className={css.chip} data-fixed={disabled || undefined}>
          <span translate="no">{ids[index]}</span>
          {!disabled && (
            <button
              type="button"
              className={css.remove}
              aria-label={`Remove ${ids[index]}`}
              onClick={(event) => remove(event, index)}
            >
              <CrossIcon size={13} strokeWidth={2.25} />
            </button>
          )}
        </li>
      ))}
      {ids.length > MOST && <li className={css.more}>{`and ${formatNumber(ids.length - MOST)} more`}</li>}
    </ul>
  );
}

/** An id may be stored twice. */
function uniqueKeys(ids: readonly number[]): string[] {
  const seen = new Map<number, number>();
  return ids.map((id) => {
    const times = seen.get(id) ?? 0;
    seen.set(id, times + 1);
    return `${id}/${times}`;
  });
}
