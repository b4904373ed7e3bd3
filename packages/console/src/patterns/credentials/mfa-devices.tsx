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
import type { DeviceOwner } from "./device-owner.ts";
import { deviceSteps } from "./device-steps.ts";
import { RegisterPasskey } from "./register-passkey.tsx";

type Device = OutputOf<"iam", "ListMFADevices">["MFADevices"][number];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const DEVICES_MAX = 8;

/** What somebody proves itself with besides the password, or in its place. */
export function MfaDevices({ owner }: { readonly owner: DeviceOwner }) {
  const { input } = owner;
  const asked = useAll("iam", "ListMFADevices", { input, items: ({ MFADevices }) => MFADevices });
  const [open, setOpen] = useState<"app" | "passkey">();
  const [removing, setRemoving] = useState<string>();
  const close = () => setOpen(undefined);
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
          <AddButtons
            hasApps={input.UserName !== undefined}
            isReady={asked.data !== undefined && count < DEVICES_MAX}
            onOpen={setOpen}
          />
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
          {`Add a second one; without any, only an administrator lets ${owner.words} back in.`}
        </Alert>
      )}
      {open === "app" && input.UserName !== undefined && (
        <AssignAuthenticator userName={input.UserName} onClose={close} />
      )}
      {open === "passkey" && <RegisterPasskey owner={owner} onClose={close} />}
      {removing !== undefined && (
        <RemoveDevice owner={owner} serialNumber={removing} onClose={() => setRemoving(undefined)} />
      )}
    </SpaceBetween>
  );
}

interface AddButtonsProps {
  /** No operation takes a code of root's. */
  readonly hasApps: boolean;
  readonly isReady: boolean;
  readonly onOpen: (what: "app" | "passkey") => void;
}

function AddButtons({ hasApps, isReady, onOpen }: AddButtonsProps) {
  const state = { disabled: !isReady, disabledReason: "8 devices at most." };
  return (
    <SpaceBetween size="xs" direction="horizontal">
      <Button {...state} onClick={() => onOpen("passkey")}>
        Register passkey
      </Button>
      {hasApps && (
        <Button {...state} onClick={() => onOpen("app")}>
          Assign MFA device
        </Button>
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
  readonly owner: DeviceOwner;
  readonly serialNumber: string;
  readonly onClose: () => void;
}

function RemoveDevice({ owner: { input, words }, serialNumber, onClose }: RemoveDeviceProps) {
  return (
    <ChangeDialog
      title="Remove the MFA device"
      verb="Remove"
      steps={deviceSteps(input.UserName, serialNumber)}
      whatFailed="The MFA device was not removed."
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `An MFA device of ${words} was removed.` });
        onClose();
      }}
    >
      <div>{serialNumber}</div>
      <div>{`It proves nothing of ${words} any more, at the very next sign-in; sessions that were begun with it end.`}</div>
    </ChangeDialog>
  );
}
