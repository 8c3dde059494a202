import { tell, useTold } from '../../api/told.ts';
import { CrossIcon, ErrorIcon, InfoIcon } from '../../ui/icons.tsx';
import css from './bars.module.css';

export function ToldBar() {
  const told = useTold();
  if (!told) return null;
  const Icon = told.tone === 'error' ? ErrorIcon : InfoIcon;
  return (
    <div className={css.bar} role={told.tone === 'error' ? 'alert' : 'status'}>
      <Icon size={18} />
      <p>{told.text}</p>
      <button type="button" className={css.close} aria-label="Close this message" onClick={() => tell(null)}>
        <CrossIcon size={16} />
      </button>
    </div>
  );
}
