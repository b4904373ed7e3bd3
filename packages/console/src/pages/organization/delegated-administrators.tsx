import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { formatAccountId } from "../../patterns/account-id.ts";
import { ChangeDialog } from "../../patterns/change/change-dialog.tsx";
import { changeStep } from "../../patterns/change/change-step.ts";
import { ItemsTable } from "../../patterns/items/items-table.tsx";
import { RelativeDate } from "../../patterns/relative-date.tsx";
import type { ApiError } from "../../session/api-error.ts";
import type { OutputOf } from "../../session/call-operation.ts";
import { readTokens, useTokens } from "./read-tokens.ts";

type Administrator = NonNullable<
  OutputOf<"organizations", "ListDelegatedAdministrators">["DelegatedAdministrators"]
>[number];

interface AdministratorWithServices extends Administrator {
  readonly services: readonly string[];
}

interface Delegation {
  readonly accountId: string;
  readonly name: string;
  readonly service: string;
}

/** Who administers which service in the management account's place. */
export function DelegatedAdministrators() {
  const administrators = useAdministrators();
  const [isRegistering, setRegistering] = useState(false);
  const [ending, setEnding] = useState<Delegation>();
  return (
    <>
      <ItemsTable<AdministratorWithServices>
        title="Delegated administrators"
        what="delegated administrators"
        description="Accounts that look after a service for the whole organization, in place of the management account."
        asked={administrators}
        keyOf={({ Id = "" }) => Id}
        nothing="No account administers in the management account's place."
        actions={<Button onClick={() => setRegistering(true)}>Register administrator</Button>}
        columns={[
          { id: "name", header: "Account", cell: ({ Name = "" }) => Name },
          { id: "id", header: "Id", cell: ({ Id = "" }) => <code>{formatAccountId(Id)}</code> },
          {
            id: "since",
            header: "Since",
            cell: ({ DelegationEnabledDate: date }) => <RelativeDate date={date} />,
          },
          {
            id: "services",
            header: "Services",
            cell: ({ Id = "", Name = Id, services }) => (
              <Services accountId={Id} name={Name} services={services} onEnd={setEnding} />
            ),
          },
        ]}
      />
      {isRegistering && <RegisterDialog onClose={() => setRegistering(false)} />}
      {ending !== undefined && <EndDialog delegation={ending} onClose={() => setEnding(undefined)} />}
    </>
  );
}

interface ServicesProps extends Pick<AdministratorWithServices, "services"> {
  readonly accountId: string;
  readonly name: string;
  readonly onEnd: (delegation: Delegation) => void;
}

function Services({ accountId, name, services, onEnd }: ServicesProps) {
  return (
    <SpaceBetween size="xxs">
      {services.map((service) => (
        <div key={service}>
          {service}{" "}
          <Button variant="inline-link" onClick={() => onEnd({ accountId, name, service })}>
            Deregister <span className="sr">{`${name} from ${service}`}</span>
          </Button>
        </div>
      ))}
    </SpaceBetween>
  );
}

/** Both in one: who administers no longer has no services that could be asked for. */
function useAdministrators() {
  return useQuery<readonly AdministratorWithServices[], ApiError>({
    queryKey: ["organizations", "delegated administrators and their services"],
    queryFn: async ({ signal }) => {
      const all = await readTokens(
        "ListDelegatedAdministrators",
        {},
        (found) => found.DelegatedAdministrators,
        signal,
      );
      return Promise.all(
        all.map(async (administrator) => {
          const input = { AccountId: administrator.Id ?? "" };
          const services = await readTokens(
            "ListDelegatedServicesForAccount",
            input,
            ({ DelegatedServices }) => DelegatedServices,
            signal,
          );
          return {
            ...administrator,
            services: services.flatMap(({ ServicePrincipal }) => ServicePrincipal ?? []),
          };
        }),
      );
    },
  });
}

function RegisterDialog({ onClose }: { readonly onClose: () => void }) {
  const [accountId, setAccountId] = useState<string>();
  const [service, setService] = useState<string>();
  const accounts = useTokens("ListAccounts", {}, ({ Accounts }) => Accounts);
  const services = useTokens(
    "ListAWSServiceAccessForOrganization",
    {},
    ({ EnabledServicePrincipals }) => EnabledServicePrincipals,
  );
  const options = (accounts.data ?? []).map(({ Id = "", Name = Id }) => ({
    value: Id,
    label: Name,
    description: formatAccountId(Id),
  }));
  const trusted = (services.data ?? []).map(({ ServicePrincipal = "" }) => ({
    value: ServicePrincipal,
    label: ServicePrincipal,
  }));
  const account = options.find(({ value }) => value === accountId);
  const step = changeStep(`Register ${account?.label ?? "…"} for ${service ?? "…"}`, {
    service: "organizations",
    operation: "RegisterDelegatedAdministrator",
    input: { AccountId: accountId ?? "", ServicePrincipal: service ?? "" },
  });
  return (
    <ChangeDialog
      title="Register a delegated administrator"
      verb="Register"
      whatFailed="The account was not registered."
      steps={[step]}
      canConfirm={accountId !== undefined && service !== undefined}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `${account?.label} administers ${service} from now on.` });
        onClose();
      }}
    >
      <SpaceBetween size="m">
        <FormField label="Account" description="A member; the management account administers already.">
          <Select
            selectedOption={account ?? null}
            options={options}
            placeholder="Choose an account"
            filteringType="auto"
            onChange={({ detail }) => setAccountId(detail.selectedOption.value)}
          />
        </FormField>
        <FormField label="Service" description="One that the organization trusts.">
          <Select
            selectedOption={trusted.find(({ value }) => value === service) ?? null}
            options={trusted}
            placeholder="Choose a service"
            empty="The organization trusts no service yet."
            onChange={({ detail }) => setService(detail.selectedOption.value)}
          />
        </FormField>
        <Box>
          It may then read the organization, and do for all accounts what the service’s administrators do.
        </Box>
      </SpaceBetween>
    </ChangeDialog>
  );
}

interface EndDialogProps {
  readonly delegation: Delegation;
  readonly onClose: () => void;
}

function EndDialog({ delegation: { accountId, name, service }, onClose }: EndDialogProps) {
  const step = changeStep(`Deregister ${name} from ${service}`, {
    service: "organizations",
    operation: "DeregisterDelegatedAdministrator",
    input: { AccountId: accountId, ServicePrincipal: service },
  });
  return (
    <ChangeDialog
      title={`Deregister ${name}`}
      verb="Deregister"
      whatFailed="The account was not deregistered."
      steps={[step]}
      onClose={onClose}
      onDone={() => {
        flashes.show({ type: "success", content: `${name} administers ${service} no longer.` });
        onClose();
      }}
    >
      {`${name} administers ${service} no longer, at once. What it set up there stays.`}
    </ChangeDialog>
  );
}
