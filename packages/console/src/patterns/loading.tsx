import Box from "@cloudscape-design/components/box";
import Spinner from "@cloudscape-design/components/spinner";
import { useElapsed } from "./use-elapsed.ts";

const QUIET_MS = 300;
const SLOW_MS = 5_000;

interface LoadingProps {
  /** "the roles" */
  readonly what: string;
  /** Of the region, in pixels. */
  readonly height?: number;
}

/** A region that is not there yet: nothing for 300 ms, then what is loaded, then that it is slow. It has its height from the start. */
export function Loading({ what, height = 80 }: LoadingProps) {
  const isLate = useElapsed(QUIET_MS);
  const isSlow = useElapsed(SLOW_MS);
  return (
    <div style={{ minHeight: height }} aria-live="polite" aria-busy="true">
      {isLate && (
        <Box padding="s" color="text-body-secondary">
          <Spinner />{" "}
          {isSlow ? `Still loading ${what}. Rolecall has not answered for 5 seconds.` : `Loading ${what}`}
        </Box>
      )}
    </div>
  );
}
