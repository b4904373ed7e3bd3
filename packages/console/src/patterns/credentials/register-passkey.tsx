import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { callOperation } from "../../session/call-operation.ts";
import { makePasskey } from "../../session/passkey.ts";
import { noPasskeysHere } from "../../session/passkey-place.ts";
import { ChangeDialog } from "../change/change-dialog.tsx";
import { NoPasskeysAlert } from "../no-passkeys-alert.tsx";
import type { DeviceOwner } from "./device-owner.ts";

interface RegisterPasskeyProps {
  readonly owner: DeviceOwner;
  readonly onClose: () => void;
}

/** A passkey or security key: its name, what it is for, and then the browser asks. */
export function RegisterPasskey({ owner, onClose }: RegisterPasskeyProps) {
  const [name, setName] = useState("passkey");
  const [isPasswordless, setPasswordless] = useState(owner.isOneself);
  const none = noPasskeysHere();
  const given = { name, isPasswordless: isPasswordless && owner.isOneself };
  return (
    <ChangeDialog
      title={`Register a passkey of ${owner.words}`}
      verb="Register"
      steps={[
        {
          text: "Register the passkey",
          // AWS's CLI has no such thing: a browser makes it.
          command: undefined,
          run: () => register(owner, given),
        },
      ]}
      whatFailed="No passkey was registered."
      canConfirm={none === undefined && /^[\w+=,.@-]{1,64}$/.test(name)}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `A passkey of ${owner.words} was registered.` });
        onClose();
      }}
    >
      {none !== undefined && <NoPasskeysAlert none={none} />}
      <FormField
        label="Passkey name"
        description="So that you know which one it is: a laptop, a phone, a key on the key ring."
        constraintText="Letters, digits and +=,.@_-, at most 64."
      >
        <Input value={name} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
      {owner.isOneself ? (
        <FormField label="What is it for?">
          <RadioGroup
            value={isPasswordless ? "alone" : "second"}
            items={USES}
            onChange={({ detail }) => setPasswordless(detail.value === "alone")}
          />
        </FormField>
      ) : (
        <div>{`It is the second factor of ${owner.words}, beside the password. A passkey that signs in by itself is registered by its owner alone.`}</div>
      )}
    </ChangeDialog>
  );
}

const USES = [
  {
    value: "alone",
    label: "Signs in by itself",
    description: "Without the password. The device asks for its PIN, your finger or your face.",
  },
  { value: "second", label: "Second factor", description: "Asked for after the password." },
];

/** Begins, has the browser ask, and hands in what it answered. @throws ApiError */
async function register(
  { input }: DeviceOwner,
  { name, isPasswordless }: { readonly name: string; readonly isPasswordless: boolean },
): Promise<void> {
  const begun = await callOperation("rolecall", "BeginPasskeyRegistration", {
    ...input,
    IsPasswordless: isPasswordless,
  });
  const credential = await makePasskey(JSON.parse(begun.Options));
  await callOperation("rolecall", "FinishPasskeyRegistration", {
    Flow: begun.Flow,
    PasskeyName: name,
    Credential: JSON.stringify(credential),
  });
}
