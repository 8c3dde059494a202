import { Notice } from '../../ui/notice.tsx';
import css from './picker.module.css';

interface SearchFailureProps {
  readonly why: string;
  readonly onAgain: () => void;
}

/** A search that had no answer, and the way to ask again. */
export function SearchFailure({ why, onAgain }: SearchFailureProps) {
  return (
    <Notice tone="error" layout="panel" live>
      <span>{`The directory cannot be searched. ${why} `}</span>
      <button type="button" className={css.inline} onClick={onAgain}>
        Try again
      </button>
    </Notice>
  );
}
