import Box from "@cloudscape-design/components/box";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { callOperation } from "../../session/call-operation.ts";
import { useObservable } from "../../session/observable.ts";
import { sessionStore } from "../../session/session-store.ts";
import { ChangeDialog } from "../change/change-dialog.tsx";
import { changeStep, iamStep } from "../change/change-step.ts";
import { showFailure } from "../change/show-failure.ts";
import { Copyable } from "../copyable.tsx";
import { QrCode } from "./qr-code.tsx";

interface AssignAuthenticatorProps {
  readonly userName: string;
  readonly onClose: () => void;
}

/** A device that was made and is nobody's yet. Its secret stands in memory alone. */
interface MadeDevice {
  readonly serialNumber: string;
  /** RFC 4648 base32, as apps take it. */
  readonly secret: string;
}

/** An authenticator app: its name, then its code to scan and two codes of it in a row. */
export function AssignAuthenticator({ userName, onClose }: AssignAuthenticatorProps) {
  const [made, setMade] = useState<MadeDevice>();
  if (made === undefined) return <NameDevice userName={userName} onClose={onClose} onMade={setMade} />;
  return <ProveDevice userName={userName} made={made} onClose={onClose} />;
}

interface NameDeviceProps extends AssignAuthenticatorProps {
  readonly onMade: (made: MadeDevice) => void;
}

function NameDevice({ userName, onClose, onMade }: NameDeviceProps) {
  const [name, setName] = useState(`${userName}-phone`);
  return (
    <ChangeDialog
      title={`Assign an authenticator app to ${userName}`}
      verb="Next"
      steps={[
        changeStep("Make the device", {
          service: "iam",
          operation: "CreateVirtualMFADevice",
          input: { VirtualMFADeviceName: name },
          onDone: ({ VirtualMFADevice: { SerialNumber, Base32StringSeed = "" } }) =>
            onMade({ serialNumber: SerialNumber, secret: atob(Base32StringSeed) }),
        }),
      ]}
      whatFailed="No device was made."
      canConfirm={/^[\w+=,.@-]{1,64}$/.test(name)}
      onClose={onClose}
      onDone={() => {}}
    >
      <FormField
        label="Device name"
        description="So that you know which one it is: a phone, a second phone."
        constraintText="Letters, digits and +=,.@_-, at most 64."
      >
        <Input value={name} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
    </ChangeDialog>
  );
}

interface ProveDeviceProps extends AssignAuthenticatorProps {
  readonly made: MadeDevice;
}

function ProveDevice({ userName, made, onClose }: ProveDeviceProps) {
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const { serialNumber, secret } = made;
  const input = {
    UserName: userName,
    SerialNumber: serialNumber,
    AuthenticationCode1: first,
    AuthenticationCode2: second,
  };
  return (
    <ChangeDialog
      title={`Assign an authenticator app to ${userName}`}
      verb="Assign"
      steps={[iamStep("Assign the device", "EnableMFADevice", input)]}
      whatFailed="The device was not assigned."
      canConfirm={/^\d{6}$/.test(first) && /^\d{6}$/.test(second)}
      onClose={() => {
        void discard(serialNumber);
        onClose();
      }}
      onDone={() => {
        flashes.show({ type: "success", content: `An authenticator app was assigned to ${userName}.` });
        onClose();
      }}
    >
      <SpaceBetween size="s">
        <div>1. Scan it with the app, or type the secret there.</div>
        <QrCode text={useOtpAddress(userName, secret)} what="QR code of the secret" />
        <Copyable text={secret} what="secret" isCode />
        <div>2. Type two codes of the app, one after the other.</div>
        <CodeField label="First code" value={first} onChange={setFirst} />
        <CodeField label="Next code, half a minute later" value={second} onChange={setSecond} />
        <Box color="text-body-secondary" fontSize="body-s">
          Codes change every 30 seconds. Where none is taken: is this device's clock right?
        </Box>
      </SpaceBetween>
    </ChangeDialog>
  );
}

interface CodeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function CodeField({ label, value, onChange }: CodeFieldProps) {
  return (
    <FormField label={label}>
      <Input
        value={value}
        inputMode="numeric"
        autoComplete="one-time-code"
        onChange={({ detail }) => onChange(detail.value.replace(/\D/g, "").slice(0, 6))}
      />
    </FormField>
  );
}

/** As apps read it: https://github.com/google/google-authenticator/wiki/Key-Uri-Format */
function useOtpAddress(userName: string, secret: string): string {
  const session = useObservable(sessionStore.state);
  const identity = "identity" in session ? session.identity : undefined;
  const account = identity?.accountAlias ?? identity?.accountId ?? "";
  const label = encodeURIComponent(`Rolecall:${userName}@${account}`);
  return `otpauth://totp/${label}?secret=${secret}&issuer=Rolecall`;
}

/** A device that nobody proved is of no use, and stands in the way of its name. */
async function discard(SerialNumber: string): Promise<void> {
  try {
    await callOperation("iam", "DeleteVirtualMFADevice", { SerialNumber });
  } catch (error) {
    showFailure(`The device ${SerialNumber} was left behind.`, error);
  }
}
