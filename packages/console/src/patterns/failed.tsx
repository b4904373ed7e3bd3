import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import { type Query, useQueryClient } from "@tanstack/react-query";
import type { ApiError } from "../session/api-error.ts";
import { Denied } from "./denied.tsx";

interface FailedProps {
  /** What failed, and what was not changed: "The users could not be read." */
  readonly what: string;
  readonly error: ApiError;
}

/**
 * What failed, what was not changed, by which id it is found in the log, and a second try: what was asked is asked again. A change is
 * tried again where it was begun. A denial is told as one.
 */
export function Failed({ what, error }: FailedProps) {
  const queries = useQueryClient();
  if (error.isDenied) return <Denied error={error} />;
  const predicate = ({ state }: Query) => state.error === error;
  const isQuestion = queries.getQueryCache().findAll({ predicate }).length > 0;
  return (
    <Alert
      type="error"
      header={what}
      action={
        isQuestion && <Button onClick={() => void queries.refetchQueries({ predicate })}>Try again</Button>
      }
    >
      {error.message} {error.requestId !== undefined && `Request ${error.requestId}`}
    </Alert>
  );
}
