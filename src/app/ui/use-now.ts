import { useEffect, useState } from 'react';

/** The current time, epoch ms, updated every 30 s: for texts such as "ends in 6 days". */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
