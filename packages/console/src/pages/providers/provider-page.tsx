import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs, { type KeyValuePairsProps } from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { href, navigateUnasked } from "../../app/address.ts";
import type { PageProps } from "../../app/page-row.ts";
import { CliButton } from "../../patterns/cli-button.tsx";
import { cliCommand } from "../../patterns/cli-command.ts";
import { Copyable } from "../../patterns/copyable.tsx";
import { EntityLink, EntityName } from "../../patterns/entity-name.tsx";
import { formatDate } from "../../patterns/format-date.ts";
import { PageContent } from "../../patterns/page-content.tsx";
import { Region } from "../../patterns/region.tsx";
import type { ApiError } from "../../session/api-error.ts";
import { useOperation } from "../../session/use-operation.ts";
import { DeleteProvider } from "./delete-provider.tsx";
import { MetadataFacts } from "./metadata-facts.tsx";
import { type Provider, providerOf } from "./provider.ts";
import { SignInProvider } from "./sign-in-provider.tsx";
import { readTrustingRoles, type TrustingRoles } from "./trusting-roles.ts";

/** One provider: what is known of it, and which roles trust it. */
export function ProviderPage({ params: { arn = "" } }: PageProps) {
  const provider = providerOf(arn);
  const [isDeleting, setDeleting] = useState(false);
  const command =
    provider.kind === "SAML"
      ? cliCommand("iam get-saml-provider", { "saml-provider-arn": arn })
      : cliCommand("iam get-open-id-connect-provider", { "open-id-connect-provider-arn": arn });
  return (
    <PageContent
      title={<EntityName name={provider.name} />}
      description={`${provider.kind} provider`}
      actions={
        <SpaceBetween size="xs" direction="horizontal">
          <CliButton command={command} />
          <Button onClick={() => setDeleting(true)}>Delete</Button>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="l">
        <Container header={<Header variant="h2">Summary</Header>}>
          {provider.kind === "SAML" ? <SamlFacts provider={provider} /> : <OidcFacts provider={provider} />}
        </Container>
        {provider.kind === "SAML" && <SignInProvider provider={provider} />}
        <Trusting arn={arn} />
      </SpaceBetween>
      {isDeleting && (
        <DeleteProvider
          provider={provider}
          onClose={() => setDeleting(false)}
          onDeleted={() => navigateUnasked(href("/iam/providers"))}
        />
      )}
    </PageContent>
  );
}

function SamlFacts({ provider: { arn, name } }: { readonly provider: Provider }) {
  const query = useOperation("iam", "GetSAMLProvider", { SAMLProviderArn: arn });
  return (
    <Region query={query} what={`the provider ${name}`} entity={{ kind: "provider", name }}>
      {({ SAMLMetadataDocument = "", CreateDate, ValidUntil }) => (
        <SpaceBetween size="m">
          <KeyValuePairs columns={3} items={[...commonFacts(arn, CreateDate), validFact(ValidUntil)]} />
          <MetadataFacts text={SAMLMetadataDocument} />
        </SpaceBetween>
      )}
    </Region>
  );
}

function OidcFacts({ provider: { arn, name } }: { readonly provider: Provider }) {
  const query = useOperation("iam", "GetOpenIDConnectProvider", { OpenIDConnectProviderArn: arn });
  return (
    <Region query={query} what={`the provider ${name}`} entity={{ kind: "provider", name }}>
      {({ ClientIDList = [], ThumbprintList = [], CreateDate }) => (
        <KeyValuePairs
          columns={3}
          items={[
            ...commonFacts(arn, CreateDate),
            { label: "Audiences", value: ClientIDList.join(", ") || "None" },
            { label: "Thumbprints", value: ThumbprintList.join(", ") || "None" },
          ]}
        />
      )}
    </Region>
  );
}

function commonFacts(arn: string, created: string | undefined): readonly KeyValuePairsProps.Pair[] {
  return [
    { label: "ARN", value: <Copyable text={arn} what="ARN" /> },
    { label: "Created", value: created === undefined ? "–" : formatDate(created) },
  ];
}

function validFact(until: string | undefined): KeyValuePairsProps.Pair {
  return { label: "Valid until", value: until === undefined ? "–" : formatDate(until) };
}

function Trusting({ arn }: { readonly arn: string }) {
  const query = useQuery<TrustingRoles, ApiError>({
    queryKey: ["roles that trust", arn],
    queryFn: ({ signal }) => readTrustingRoles(arn, signal),
  });
  const count = query.data === undefined ? "" : `(${query.data.count})`;
  return (
    <Container
      header={
        <Header variant="h2" counter={count} description="Whom this provider signs in may become these.">
          Roles that trust it
        </Header>
      }
    >
      <Region query={query} what="the roles that trust it">
        {({ names }) =>
          names.length === 0 ? (
            "No role trusts it yet."
          ) : (
            <ul className="rc-names">
              {names.map((roleName) => (
                <li key={roleName}>
                  <EntityLink name={roleName} href={href("/iam/roles/:roleName", { roleName })} />
                </li>
              ))}
            </ul>
          )
        }
      </Region>
    </Container>
  );
}
