import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { href } from "../../../app/address.ts";
import { Failed } from "../../../patterns/failed.tsx";
import { useOperation } from "../../../session/use-operation.ts";
import type { DraftProps } from "./role-draft.ts";
import { hostOfProvider } from "./trust-policy.ts";

/** Whom a company's directory signs in. */
export function SamlEntity({ draft, onChange }: DraftProps) {
  const providers = useOperation("iam", "ListSAMLProviders", {});
  const options = (providers.data?.SAMLProviderList ?? []).map(({ Arn = "" }) => ({
    value: Arn,
    label: hostOfProvider(Arn),
  }));
  return (
    <Container header={<Header variant="h2">SAML 2.0 federation</Header>}>
      <SpaceBetween size="m">
        {providers.error !== null && (
          <Failed what="The providers could not be read." error={providers.error} />
        )}
        <FormField
          label="SAML provider"
          description={
            <>
              Whoever it says may become this role.{" "}
              <Link href={href("/iam/providers/create")}>Add a provider</Link>
            </>
          }
        >
          <Select
            placeholder="Choose a provider"
            options={options}
            empty="This account has no SAML provider yet."
            statusType={providers.isPending ? "loading" : "finished"}
            loadingText="Loading providers"
            selectedOption={options.find(({ value }) => value === draft.samlProviderArn) ?? null}
            onChange={({ detail }) => onChange({ samlProviderArn: detail.selectedOption.value ?? "" })}
          />
        </FormField>
      </SpaceBetween>
    </Container>
  );
}
