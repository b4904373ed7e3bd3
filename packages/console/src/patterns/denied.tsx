import Alert from "@cloudscape-design/components/alert";
import Link from "@cloudscape-design/components/link";
import type { ApiError } from "../session/api-error.ts";

/** Where a denial is explained. What is behind `#` stays in the browser. */
export function whyHref({ authorizationId }: Pick<ApiError, "authorizationId">): string {
  return authorizationId === undefined ? "/console/why" : `/console/why#authorization=${authorizationId}`;
}

/** A denial in place: AWS's own words, and where it is explained. The page around it stays. */
export function Denied({ error }: { readonly error: ApiError }) {
  return (
    <Alert type="warning" header="You may not see this">
      {error.message} <Link href={whyHref(error)}>Why?</Link>
    </Alert>
  );
}
