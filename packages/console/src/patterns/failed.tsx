import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import { type Query, useQueryClient } from "@tanstack/react-query";
import type { ApiError } from "../session/api-error.ts";
import { Denied } from "./denied.tsx";

interface FailedProps {
  /** What failed, and what was not changed: "The users could not be read." */
  readonly what: string;
  readonly error: ApiError;
  /** Where more has to be done than to ask again. */
  readonly onRetry?: () => void;
}

/**
 * What failed, what was not changed, by which id it is found in the log, and a second try: what was asked is asked again. A change is
 * tried again where it was begun. A denial is told as one.
 */
export function Failed({ what, error, onRetry }: FailedProps) {
  const queries = useQueryClient();
  const predicate = ({ state }: Query) => state.error === error;
  const isAsked = queries.getQueryCache().findAll({ predicate }).length > 0;
  if (error.isDenied) return <Denied error={error} />;
  const retry = onRetry ?? (isAsked && (() => void queries.refetchQueries({ predicate })));
  return (
    <Alert type="error" header={what} action={retry && <Button onClick={retry}>Try again</Button>}>
      {error.message} {error.requestId !== undefined && `Request ${error.requestId}`}
    </Alert>
  );
}
