import { useClipboard } from '@mantine/hooks';
import { CheckIcon, CopyIcon } from './icons.tsx';

interface CopyButtonProps {
  readonly text: string;
  /** Name of the copied value, such as "series id". */
  readonly what: string;
}

/** A small button that copies a text and confirms it for two seconds. */
export function CopyButton({ text, what }: CopyButtonProps) {
  const { copy, copied, error } = useClipboard();
  return (
    <span className="cluster">
      <button
        type="button"
        className="icon-button"
        data-tone={copied ? 'success' : undefined}
        onClick={() => copy(text)}
        aria-label={`Copy ${what}`}
        title={`Copy ${what}`}
      >
        {copied ? <CheckIcon size={15} /> : <CopyIcon size={15} />}
      </button>
      <span
        role="status"
        className={error ? 'secondary' : 'visually-hidden'}
      >{`${copied ? 'Copied' : ''}${error ? 'The browser blocked copying. Select the text and copy it.' : ''}`}</span>
    </span>
  );
}
