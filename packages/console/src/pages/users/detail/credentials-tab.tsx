import SpaceBetween from "@cloudscape-design/components/space-between";
import { href } from "../../../app/address.ts";
import { AccessKeys } from "../../../patterns/credentials/access-keys.tsx";
import { ownerNamed } from "../../../patterns/credentials/device-owner.ts";
import { MfaDevices } from "../../../patterns/credentials/mfa-devices.tsx";
import { useMyself } from "../../../patterns/use-myself.ts";
import { ConsoleAccess } from "./console-access.tsx";

/** What a user signs in and signs requests with. */
export function CredentialsTab({ userName }: { readonly userName: string }) {
  const identity = useMyself();
  return (
    <SpaceBetween size="l">
      <ConsoleAccess userName={userName} />
      <MfaDevices owner={ownerNamed(userName, identity)} />
      <AccessKeys userName={userName} createHref={href("/iam/users/:userName/access-key", { userName })} />
    </SpaceBetween>
  );
}
