import { useEffect, useState } from 'react';
import { useClockOffset } from '../api/server-clock.ts';

/** The server's current time, epoch ms, updated every 30 s: for texts such as "ends in 6 days". */
export function useNow(): number {
  const offset = useClockOffset();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now + offset;
}
