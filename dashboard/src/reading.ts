import { useEffect, useState } from "preact/hooks";

let percent: number | null = null;
const listeners = new Set<(now: number | null) => void>();

/** How much of an organisation the register has read into memory before it can answer; null when nobody waits for that. */
export function tellReading(now: number | null) {
  percent = now;
  for (const listener of listeners) listener(now);
}

export function useReading(): number | null {
  const [now, setNow] = useState(percent);
  useEffect(() => {
    setNow(percent);
    listeners.add(setNow);
    return () => void listeners.delete(setNow);
  }, []);
  return now;
}
