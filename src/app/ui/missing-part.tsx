import css from './missing-part.module.css';
import { Notice } from './notice.tsx';

/** In the place of a part that is not there: why, and a way to try again. */
export function MissingPart({ why, onRetry }: { readonly why: string; readonly onRetry: () => void }) {
  return (
    <div role="alert" className={css.missing}>
      <Notice tone="warn">
        <span>{`${why} Everything else is as it was. `}</span>
        <button type="button" className="link" onClick={onRetry}>
          Try again
        </button>
      </Notice>
    </div>
  );
}
