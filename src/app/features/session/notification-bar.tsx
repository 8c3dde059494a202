import { notify, useNotification } from '../../api/notifications.ts';
import { CrossIcon, ErrorIcon, InfoIcon } from '../../ui/icons.tsx';
import css from './bars.module.css';

export function NotificationBar() {
  const told = useNotification();
  if (!told) return null;
  const Icon = told.tone === 'error' ? ErrorIcon : InfoIcon;
  return (
    <div className={css.bar} role={told.tone === 'error' ? 'alert' : 'status'}>
      <Icon size={18} />
      <p>{told.text}</p>
      <button type="button" className={css.close} aria-label="Close this message" onClick={() => notify(null)}>
        <CrossIcon size={16} />
      </button>
    </div>
  );
}
