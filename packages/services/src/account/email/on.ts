import { type NamesAccount, withKeys } from "../on.ts";
import { domainOf } from "./email-address.ts";

interface NamesEmail extends NamesAccount {
  readonly PrimaryEmail: string;
}

export const toDomain = withKeys((input: NamesEmail) => [
  ["account:emailtargetdomain", domainOf(input.PrimaryEmail)],
]);
