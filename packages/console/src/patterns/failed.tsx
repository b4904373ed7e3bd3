import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import type { ApiError } from "../session/api-error.ts";
import { Denied } from "./denied.tsx";

interface FailedProps {
  /** What failed, and what was not changed: "The users could not be read." */
  readonly what: string;
  readonly error: ApiError;
  readonly onRetry?: () => void;
}

/** What failed, what was not changed, by which id it is found in the log, and a second try. A denial is told as one. */
export function Failed({ what, error, onRetry }: FailedProps) {
  if (error.isDenied) return <Denied error={error} />;
  return (
    <Alert
      type="error"
      header={what}
      action={onRetry !== undefined && <Button onClick={onRetry}>Try again</Button>}
    >
      {error.message} {error.requestId !== undefined && `Request ${error.requestId}`}
    </Alert>
  );
}
