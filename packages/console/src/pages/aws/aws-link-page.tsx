import { useEffect } from "react";
import { navigateUnasked } from "../../app/address.ts";
import { translateAwsLink } from "./aws-links.ts";

/** Where links of AWS's console arrive: what they name stands behind `#`, which no server sees. */
export function AwsLinkPage() {
  useEffect(() => navigateUnasked(translateAwsLink(location.hash), { replace: true }), []);
  return null;
}
