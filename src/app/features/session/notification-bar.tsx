import { Button } from '@mantine/core';
import { notify, useNotification } from '../../api/notifications.ts';
import { CrossIcon, ErrorIcon, InfoIcon } from '../../ui/icons.tsx';
import css from './bars.module.css';

export function NotificationBar() {
  const notification = useNotification();
  if (!notification) return null;
  const { tone, text, action } = notification;
  const Icon = tone === 'error' ? ErrorIcon : InfoIcon;
  return (
    <div className={`bar ${css.bar}`} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon size={18} />
      <p>{text}</p>
      {action && (
        <Button
          onClick={() => {
            notify(null);
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
      <button type="button" className="icon-button" aria-label="Close this message" onClick={() => notify(null)}>
        <CrossIcon size={16} />
      </button>
    </div>
  );
}
