import { useEffect, useState } from "preact/hooks";

const percents = new Map<string, number>();
const listeners = new Set<() => void>();

/** How much of an organisation the register has read into memory before it can answer; null when that is over. */
export function tellReading(organisation: string, percent: number | null) {
  if (percent === null) percents.delete(organisation);
  else percents.set(organisation, percent);
  for (const listener of listeners) listener();
}

export function useReading(organisation: string | null): number | undefined {
  const [, setTold] = useState(0);
  useEffect(() => {
    const listener = () => setTold((before) => before + 1);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return organisation === null ? undefined : percents.get(organisation);
}
