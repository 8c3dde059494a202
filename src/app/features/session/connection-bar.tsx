import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { request } from '../../api/request.ts';
import { ErrorIcon } from '../../ui/icons.tsx';
import css from './bars.module.css';

const PAUSES_MS = [1_000, 2_000, 5_000, 10_000] as const;

/** Shown while the server cannot be reached. Asks until it answers, then reads again what could not be read. */
export function ConnectionBar() {
  const client = useQueryClient();
  useEffect(() => {
    let tries = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const wait = () => {
      timer = setTimeout(ask, PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)]);
      tries += 1;
    };
    const ask = () => {
      clearTimeout(timer);
      // An answer ends the bar.
      request('GET /api/session').then(
        () => void client.refetchQueries({ predicate: ({ state }) => state.status === 'error' }),
        () => !isOver && wait(),
      );
    };
    wait();
    window.addEventListener('online', ask);
    return () => {
      isOver = true;
      clearTimeout(timer);
      window.removeEventListener('online', ask);
    };
  }, [client]);
  return (
    <div className={`bar ${css.bar}`} role="status">
      <ErrorIcon size={18} />
      <p>
        <b>{navigator.onLine ? 'The server does not answer.' : 'You are offline.'}</b>
        <span>{' Nothing is saved now. Your input stays here; this page tries again by itself.'}</span>
      </p>
    </div>
  );
}
