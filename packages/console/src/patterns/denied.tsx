import Alert from "@cloudscape-design/components/alert";
import Link from "@cloudscape-design/components/link";
import { href } from "../app/address.ts";
import type { ApiError } from "../session/api-error.ts";

/** Where a denial is explained. */
export function whyHref({ authorizationId }: Pick<ApiError, "authorizationId">): string {
  return authorizationId === undefined ? href("/why") : href("/why/e/:id", { id: authorizationId });
}

/** A denial in place: AWS's own words, and where it is explained. The page around it stays. */
export function Denied({ error }: { readonly error: ApiError }) {
  return (
    <Alert type="warning" header="You may not see this">
      {error.message} <Link href={whyHref(error)}>Why?</Link>
    </Alert>
  );
}
