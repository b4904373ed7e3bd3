import Alert from "@cloudscape-design/components/alert";
import Link from "@cloudscape-design/components/link";
import type { NoPasskeys } from "../session/passkey-place.ts";

/** Why there are none, and where there are. */
export function NoPasskeysAlert({ none }: { readonly none: NoPasskeys }) {
  return (
    <Alert type="warning">
      {none.text} {none.elsewhere !== undefined && <Link href={none.elsewhere}>{none.elsewhere}</Link>}
    </Alert>
  );
}
