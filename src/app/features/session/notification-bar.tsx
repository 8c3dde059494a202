import { notify, useNotification } from '../../api/notifications.ts';
import { CrossIcon, ErrorIcon, InfoIcon } from '../../ui/icons.tsx';
import css from './bars.module.css';

export function NotificationBar() {
  const notification = useNotification();
  if (!notification) return null;
  const Icon = notification.tone === 'error' ? ErrorIcon : InfoIcon;
  return (
    <div className={`bar ${css.bar}`} role={notification.tone === 'error' ? 'alert' : 'status'}>
      <Icon size={18} />
      <p>{notification.text}</p>
      <button type="button" className="icon-button" aria-label="Close this message" onClick={() => notify(null)}>
        <CrossIcon size={16} />
      </button>
    </div>
  );
}
