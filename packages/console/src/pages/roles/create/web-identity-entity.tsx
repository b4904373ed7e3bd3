import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import Link from "@cloudscape-design/components/link";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { href } from "../../../app/address.ts";
import { Failed } from "../../../patterns/failed.tsx";
import { useOperation } from "../../../session/use-operation.ts";
import type { DraftProps, RoleDraft } from "./role-draft.ts";
import { hostOfProvider, needsSubject } from "./trust-policy.ts";

/** Whose tokens of which provider. */
export function WebIdentityEntity({ draft, onChange }: DraftProps) {
  const { webIdentity } = draft;
  const providers = useOperation("iam", "ListOpenIDConnectProviders", {});
  const change = (part: Partial<RoleDraft["webIdentity"]>) =>
    onChange({ webIdentity: { ...webIdentity, ...part } });
  const options = (providers.data?.OpenIDConnectProviderList ?? []).map(({ Arn = "" }) => ({
    value: Arn,
    label: hostOfProvider(Arn),
  }));
  return (
    <Container header={<Header variant="h2">Web identity</Header>}>
      <SpaceBetween size="m">
        {providers.error !== null && (
          <Failed what="The providers could not be read." error={providers.error} />
        )}
        <FormField
          label="Identity provider"
          description={
            <>
              One that this account knows. <Link href={href("/iam/providers/create")}>Add a provider</Link>
            </>
          }
        >
          <Select
            placeholder="Choose a provider"
            options={options}
            empty="This account has no OIDC provider yet."
            statusType={providers.isPending ? "loading" : "finished"}
            loadingText="Loading providers"
            selectedOption={options.find(({ value }) => value === webIdentity.providerArn) ?? null}
            onChange={({ detail }) =>
              change({ providerArn: detail.selectedOption.value ?? "", audience: "" })
            }
          />
        </FormField>
        <Audience webIdentity={webIdentity} change={change} />
        <FormField
          label={needsSubject(webIdentity.providerArn) ? "Subject" : "Subject (optional)"}
          description="Whose tokens: what the provider calls them. * stands for any text."
          constraintText="GitHub: repo:nordwind/shop:ref:refs/heads/main · GitLab: project_path:nordwind/shop:ref_type:branch:ref:main"
        >
          <Input value={webIdentity.subject} onChange={({ detail }) => change({ subject: detail.value })} />
        </FormField>
      </SpaceBetween>
    </Container>
  );
}

interface AudienceProps {
  readonly webIdentity: RoleDraft["webIdentity"];
  readonly change: (part: Partial<RoleDraft["webIdentity"]>) => void;
}

/** One of those that the provider was added with. */
function Audience({ webIdentity: { providerArn, audience }, change }: AudienceProps) {
  const provider = useOperation(
    "iam",
    "GetOpenIDConnectProvider",
    providerArn === "" ? undefined : { OpenIDConnectProviderArn: providerArn },
  );
  const options = (provider.data?.ClientIDList ?? []).map((value) => ({ value, label: value }));
  return (
    <FormField label="Audience" description="For whom the token is made.">
      <Select
        placeholder="Choose an audience"
        disabled={providerArn === ""}
        options={options}
        empty="The provider has no audience yet."
        selectedOption={options.find(({ value }) => value === audience) ?? null}
        onChange={({ detail }) => change({ audience: detail.selectedOption.value ?? "" })}
      />
    </FormField>
  );
}
