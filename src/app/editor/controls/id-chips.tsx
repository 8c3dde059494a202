import type { MouseEvent } from 'react';
import { formatNumber } from '#values/number-format.ts';
import { CrossIcon } from '../../ui/icons.tsx';
import css from './ids-editor.module.css';

/** Ids beyond this number are counted, not rendered. */
const MAX_CHIPS = 24;

interface IdChipsProps {
  readonly ids: readonly number[];
  readonly disabled: boolean;
  readonly onRemove: (index: number) => void;
  /** Called before the last chip is removed, to move the focus. */
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

  const keys = uniqueKeys(ids.slice(0, MAX_CHIPS));
  return (
    <ul className={css.list}>
      {keys.map((key, index) => (
        <li key={key} className={`tabular ${css.chip}`} data-fixed={disabled || undefined}>
          <span translate="no">{ids[index]}</span>
          {!disabled && (
            <button
              type="button"
              className={`icon-button ${css.remove}`}
              aria-label={`Remove ${ids[index]}`}
              onClick={(event) => remove(event, index)}
            >
              <CrossIcon size={13} strokeWidth={2.25} />
            </button>
          )}
        </li>
      ))}
      {ids.length > MAX_CHIPS && (
        <li className={`secondary ${css.more}`}>{`and ${formatNumber(ids.length - MAX_CHIPS)} more`}</li>
      )}
    </ul>
  );
}

/** React keys. A stored list may contain an id twice. */
function uniqueKeys(ids: readonly number[]): string[] {
  const seen = new Map<number, number>();
  return ids.map((id) => {
    const times = seen.get(id) ?? 0;
    seen.set(id, times + 1);
    return `${id}/${times}`;
  });
}
