import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { ChangeDialog } from "../../patterns/change/change-dialog.tsx";
import { Region } from "../../patterns/region.tsx";
import { callOperation, type OutputOf } from "../../session/call-operation.ts";
import { useOperation } from "../../session/use-operation.ts";
import type { Provider } from "./provider.ts";

type Published = OutputOf<"rolecall", "ListSignInProviders">["SignInProviders"][number];

/** Whether the sign-in page names a provider to whoever knows the account, and as what. */
export function SignInProvider({ provider }: { readonly provider: Provider }) {
  const query = useOperation("rolecall", "ListSignInProviders", {});
  const [open, setOpen] = useState<"publish" | "withdraw">();
  const close = () => setOpen(undefined);
  const published = query.data?.SignInProviders.find(
    ({ SAMLProviderArn }) => SAMLProviderArn === provider.arn,
  );
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Shown to whoever writes the account's ID or alias there."
          actions={
            <SpaceBetween size="xs" direction="horizontal">
              {published !== undefined && <Button onClick={() => setOpen("withdraw")}>Withdraw</Button>}
              <Button disabled={query.data === undefined} onClick={() => setOpen("publish")}>
                {published === undefined ? "Publish" : "Change"}
              </Button>
            </SpaceBetween>
          }
        >
          On the sign-in page
        </Header>
      }
    >
      <Region query={query} what="what the sign-in page shows">
        {() =>
          published === undefined ? (
            "Not shown. People come from their company's own page."
          ) : (
            <KeyValuePairs
              columns={2}
              items={[
                { label: "Button", value: published.DisplayName },
                { label: "Leads to", value: published.SignInUrl },
              ]}
            />
          )
        }
      </Region>
      {open === "publish" && <Publish provider={provider} published={published} onClose={close} />}
      {open === "withdraw" && <Withdraw provider={provider} onClose={close} />}
    </Container>
  );
}

interface DialogProps {
  readonly provider: Provider;
  readonly onClose: () => void;
}

function Publish({
  provider: { arn, name },
  published,
  onClose,
}: DialogProps & { readonly published: Published | undefined }) {
  const [displayName, setDisplayName] = useState(published?.DisplayName ?? name);
  const [signInUrl, setSignInUrl] = useState(published?.SignInUrl ?? "");
  const input = { SAMLProviderArn: arn, DisplayName: displayName.trim(), SignInUrl: signInUrl.trim() };
  return (
    <ChangeDialog
      title={`Show ${name} on the sign-in page`}
      verb="Publish"
      steps={[
        {
          text: "Publish it",
          command: undefined,
          run: () => callOperation("rolecall", "PublishSignInProvider", input),
        },
      ]}
      whatFailed="Nothing was published."
      canConfirm={input.DisplayName !== "" && URL.canParse(input.SignInUrl)}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `${name} is shown on the sign-in page.` });
        onClose();
      }}
    >
      <div>
        Strangers who know the account see the button and where it leads. Nothing else of the account is told.
      </div>
      <FormField label="What the button says" constraintText="At most 64 characters.">
        <Input value={displayName} onChange={({ detail }) => setDisplayName(detail.value)} />
      </FormField>
      <FormField
        label="Where people sign in"
        description="The address by which your identity provider begins a sign-in to this application: it lists it as user access URL, embed link or IdP-initiated URL."
        constraintText="https://…"
      >
        <Input value={signInUrl} inputMode="url" onChange={({ detail }) => setSignInUrl(detail.value)} />
      </FormField>
    </ChangeDialog>
  );
}

function Withdraw({ provider: { arn, name }, onClose }: DialogProps) {
  return (
    <ChangeDialog
      title={`Take ${name} off the sign-in page`}
      verb="Withdraw"
      steps={[
        {
          text: "Withdraw it",
          command: undefined,
          run: () => callOperation("rolecall", "WithdrawSignInProvider", { SAMLProviderArn: arn }),
        },
      ]}
      whatFailed="It was not withdrawn."
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `${name} is not shown on the sign-in page any more.` });
        onClose();
      }}
    >
      The button goes. Who comes from the company's own page signs in as before.
    </ChangeDialog>
  );
}
