import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import type { OutputOf } from "../../session/call-operation.ts";
import { ChangeDialog } from "../change/change-dialog.tsx";
import { ItemsTable } from "../items/items-table.tsx";
import { useAll } from "../items/use-all.ts";
import { RelativeDate } from "../relative-date.tsx";
import { AssignAuthenticator } from "./assign-authenticator.tsx";
import { deviceSteps } from "./device-steps.ts";

type Device = OutputOf<"iam", "ListMFADevices">["MFADevices"][number];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const DEVICES_MAX = 8;

/** What a user proves itself with besides the password. */
export function MfaDevices({ userName }: { readonly userName: string }) {
  const asked = useAll("iam", "ListMFADevices", {
    input: { UserName: userName },
    items: ({ MFADevices }) => MFADevices,
  });
  const [isAssigning, setAssigning] = useState(false);
  const [removing, setRemoving] = useState<string>();
  const count = asked.data?.length ?? 0;
  return (
    <SpaceBetween size="xs">
      <ItemsTable<Device>
        title="Multi-factor authentication (MFA)"
        what="MFA devices"
        description="A second proof besides the password. 8 devices at most."
        asked={asked}
        keyOf={({ SerialNumber }) => SerialNumber}
        nothing="No MFA device. The password alone opens the console."
        actions={
          <Button
            onClick={() => setAssigning(true)}
            disabled={asked.data === undefined || count >= DEVICES_MAX}
            disabledReason="8 devices at most."
          >
            Assign MFA device
          </Button>
        }
        columns={[
          { id: "kind", header: "Type", cell: ({ SerialNumber }) => kindOf(SerialNumber) },
          { id: "id", header: "Identifier", cell: ({ SerialNumber }) => SerialNumber },
          { id: "since", header: "Since", cell: ({ EnableDate }) => <RelativeDate date={EnableDate} /> },
          {
            id: "remove",
            header: "Action",
            cell: ({ SerialNumber }) => (
              <Button variant="inline-link" onClick={() => setRemoving(SerialNumber)}>
                Remove <span className="sr">{SerialNumber}</span>
              </Button>
            ),
          },
        ]}
      />
      {count === 1 && (
        <Alert type="info">
          Add a second one; without any, only an administrator lets {userName} back in.
        </Alert>
      )}
      {isAssigning && <AssignAuthenticator userName={userName} onClose={() => setAssigning(false)} />}
      {removing !== undefined && (
        <RemoveDevice userName={userName} serialNumber={removing} onClose={() => setRemoving(undefined)} />
      )}
    </SpaceBetween>
  );
}

/** What an identifier says of itself. */
function kindOf(serialNumber: string): string {
  if (/:u2f\//.test(serialNumber)) return "Passkey or security key";
  return serialNumber.startsWith("arn:") ? "Authenticator app" : "Hardware token";
}

interface RemoveDeviceProps {
  readonly userName: string;
  readonly serialNumber: string;
  readonly onClose: () => void;
}

function RemoveDevice({ userName, serialNumber, onClose }: RemoveDeviceProps) {
  return (
    <ChangeDialog
      title="Remove the MFA device"
      verb="Remove"
      steps={deviceSteps(userName, serialNumber)}
      whatFailed="The MFA device was not removed."
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `An MFA device of ${userName} was removed.` });
        onClose();
      }}
    >
      <div>{serialNumber}</div>
      <div>{`${userName} cannot prove itself with it any more, at the very next sign-in.`}</div>
    </ChangeDialog>
  );
}
