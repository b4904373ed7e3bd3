import { formatArn, parseArn } from "@rolecall/names";
import type { ReadTransaction, SamlProviderRecord } from "@rolecall/store";

/** The provider of that ARN; none where it is no provider's. */
export async function providerNamed(
  tx: ReadTransaction,
  text: string,
): Promise<SamlProviderRecord | undefined> {
  const named = parseArn("saml-provider", text);
  return named && tx.samlProviders.byId(formatArn("saml-provider", named));
}
