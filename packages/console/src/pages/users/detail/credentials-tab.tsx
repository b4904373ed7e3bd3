import SpaceBetween from "@cloudscape-design/components/space-between";
import { href } from "../../../app/address.ts";
import { AccessKeys } from "../../../patterns/credentials/access-keys.tsx";
import { MfaDevices } from "../../../patterns/credentials/mfa-devices.tsx";
import { ConsoleAccess } from "./console-access.tsx";

/** What a user signs in and signs requests with. */
export function CredentialsTab({ userName }: { readonly userName: string }) {
  return (
    <SpaceBetween size="l">
      <ConsoleAccess userName={userName} />
      <MfaDevices userName={userName} />
      <AccessKeys userName={userName} createHref={href("/iam/users/:userName/access-key", { userName })} />
    </SpaceBetween>
  );
}
