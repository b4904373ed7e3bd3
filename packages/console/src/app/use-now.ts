import { useEffect, useState } from "react";
import { readClock } from "./surroundings.ts";

/** The time now, in milliseconds since 1970, looked at again every so often. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(readClock);
  useEffect(() => {
    const timer = setInterval(() => setNow(readClock()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
