import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { formatAccountId } from "../../patterns/account-id.ts";
import { ChangeDialog } from "../../patterns/change/change-dialog.tsx";
import { changeStep } from "../../patterns/change/change-step.ts";
import { Copyable } from "../../patterns/copyable.tsx";
import { ItemsTable } from "../../patterns/items/items-table.tsx";
import { PageContent } from "../../patterns/page-content.tsx";
import { Region } from "../../patterns/region.tsx";
import { RelativeDate } from "../../patterns/relative-date.tsx";
import type { OutputOf } from "../../session/call-operation.ts";
import { useOperation } from "../../session/use-operation.ts";
import { DelegatedAdministrators } from "./delegated-administrators.tsx";
import { useTokens } from "./read-tokens.ts";

type TrustedService = NonNullable<
  OutputOf<"organizations", "ListAWSServiceAccessForOrganization">["EnabledServicePrincipals"]
>[number];

/** What the organization is, which services it trusts, and who administers in its place. */
export function OrganizationSettingsPage() {
  const organization = useOperation("organizations", "DescribeOrganization", {});
  return (
    <PageContent title="Settings" description="What holds for the organization as a whole.">
      <SpaceBetween size="l">
        <Container header={<Header variant="h2">Organization</Header>}>
          <Region query={organization} what="the organization">
            {({
              Organization: {
                Id = "",
                Arn = "",
                FeatureSet = "",
                MasterAccountId = "",
                MasterAccountEmail,
              } = {},
            }) => (
              <KeyValuePairs
                columns={3}
                items={[
                  { label: "Id", value: <Copyable text={Id} what="id" /> },
                  { label: "ARN", value: <Copyable text={Arn} what="ARN" /> },
                  { label: "Features", value: FeatureSet === "ALL" ? "All" : "Consolidated billing" },
                  { label: "Management account", value: <code>{formatAccountId(MasterAccountId)}</code> },
                  { label: "Its root user's address", value: MasterAccountEmail ?? "–" },
                ]}
              />
            )}
          </Region>
        </Container>
        <TrustedServices />
        <DelegatedAdministrators />
      </SpaceBetween>
    </PageContent>
  );
}

function TrustedServices() {
  const services = useTokens(
    "ListAWSServiceAccessForOrganization",
    {},
    ({ EnabledServicePrincipals }) => EnabledServicePrincipals,
  );
  const [changing, setChanging] = useState<string>();
  return (
    <>
      <ItemsTable<TrustedService>
        title="Trusted services"
        what="trusted services"
        description="A trusted service may make its role in the accounts of the organization and act there."
        asked={services}
        keyOf={({ ServicePrincipal = "" }) => ServicePrincipal}
        nothing="No service is trusted."
        actions={<Button onClick={() => setChanging("")}>Trust a service</Button>}
        columns={[
          { id: "service", header: "Service", cell: ({ ServicePrincipal = "" }) => ServicePrincipal },
          { id: "since", header: "Since", cell: ({ DateEnabled }) => <RelativeDate date={DateEnabled} /> },
          {
            id: "end",
            header: "End",
            cell: ({ ServicePrincipal = "" }) => (
              <Button variant="inline-link" onClick={() => setChanging(ServicePrincipal)}>
                {`End the trust in ${ServicePrincipal}`}
              </Button>
            ),
          },
        ]}
      />
      {changing !== undefined && <TrustDialog trusted={changing} onClose={() => setChanging(undefined)} />}
    </>
  );
}

interface TrustDialogProps {
  /** Whose trust ends; empty where one is to be trusted. */
  readonly trusted: string;
  readonly onClose: () => void;
}

function TrustDialog({ trusted, onClose }: TrustDialogProps) {
  const [name, setName] = useState(trusted);
  const isEnd = trusted !== "";
  const step = changeStep(isEnd ? `End the trust in ${name}` : `Trust ${name}`, {
    service: "organizations",
    operation: isEnd ? "DisableAWSServiceAccess" : "EnableAWSServiceAccess",
    input: { ServicePrincipal: name },
  });
  return (
    <ChangeDialog
      title={isEnd ? `End the trust in ${trusted}` : "Trust a service"}
      verb={isEnd ? "End trust" : "Trust service"}
      whatFailed="Nothing was changed."
      steps={[step]}
      canConfirm={name !== ""}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `${name} is ${isEnd ? "trusted no longer" : "trusted"}.` });
        onClose();
      }}
    >
      {isEnd ? (
        "The service makes no new roles in the accounts. Those that it has stay, and go on working."
      ) : (
        <FormField label="Service principal" constraintText="Such as sso.amazonaws.com">
          <Input value={name} onChange={({ detail }) => setName(detail.value)} />
        </FormField>
      )}
    </ChangeDialog>
  );
}
