import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tiles from "@cloudscape-design/components/tiles";
import { useState } from "react";
import { href, navigateUnasked } from "../../app/address.ts";
import { flashes } from "../../app/flashes.ts";
import { CliButton } from "../../patterns/cli-button.tsx";
import { DraftOffer } from "../../patterns/draft-offer.tsx";
import { Failed } from "../../patterns/failed.tsx";
import { PageContent } from "../../patterns/page-content.tsx";
import { useDraft } from "../../patterns/use-draft.ts";
import { useLeaveGuard } from "../../patterns/use-leave-guard.tsx";
import { useChange } from "../../session/use-operation.ts";
import { OidcForm } from "./oidc-form.tsx";
import { NEW_PROVIDER, type ProviderDraft, providerCommand, whyNotProvider } from "./provider-draft.ts";
import { SamlForm } from "./saml-form.tsx";

/** A provider is added: a company's directory by its metadata, or whoever issues tokens by its address. */
export function CreateProviderPage() {
  const kept = useDraft("provider-create", NEW_PROVIDER);
  const draft = kept.value;
  const [isTried, setTried] = useState(false);
  const saml = useChange("iam", "CreateSAMLProvider");
  const oidc = useChange("iam", "CreateOpenIDConnectProvider");
  const dialog = useLeaveGuard(draft !== NEW_PROVIDER);
  const change = (part: Partial<ProviderDraft>) => kept.change({ ...draft, ...part });
  const whyNot = whyNotProvider(draft);
  const save = async () => {
    setTried(true);
    if (whyNot !== undefined) return;
    const { name, metadata, url, audiences, thumbprints } = draft;
    try {
      if (draft.kind === "saml") await saml.mutateAsync({ Name: name, SAMLMetadataDocument: metadata });
      else
        await oidc.mutateAsync({
          Url: url,
          ClientIDList: audiences,
          ...(thumbprints.length > 0 && { ThumbprintList: thumbprints }),
        });
    } catch {
      return; // Told from the mutation.
    }
    kept.forget();
    flashes.show({ type: "success", content: `Provider ${draft.kind === "saml" ? name : url} was added.` });
    navigateUnasked(href("/iam/providers"));
  };
  const error = draft.kind === "saml" ? saml.error : oidc.error;
  return (
    <PageContent title="Add provider" description="Whom it signs in may become the roles that trust it.">
      {dialog}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Form
          {...(isTried && whyNot !== undefined && { errorText: whyNot })}
          actions={
            <SpaceBetween size="xs" direction="horizontal">
              <CliButton command={providerCommand(draft)} />
              <Button variant="link" formAction="none" href={href("/iam/providers")}>
                Cancel
              </Button>
              <Button variant="primary" loading={saml.isPending || oidc.isPending}>
                Add provider
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            <DraftOffer draft={kept} />
            {error !== null && <Failed what="The provider was not added." error={error} />}
            <Container header={<Header variant="h2">Provider type</Header>}>
              <Tiles
                ariaLabel="Provider type"
                value={draft.kind}
                columns={2}
                items={[
                  {
                    value: "saml",
                    label: "SAML",
                    description: "A company’s directory: Entra ID, Okta, Keycloak.",
                  },
                  {
                    value: "oidc",
                    label: "OpenID Connect",
                    description: "Issues tokens: GitHub Actions, GitLab, a cluster.",
                  },
                ]}
                onChange={({ detail }) => change({ kind: detail.value === "saml" ? "saml" : "oidc" })}
              />
            </Container>
            {draft.kind === "saml" ? (
              <SamlForm draft={draft} onChange={change} />
            ) : (
              <OidcForm draft={draft} onChange={change} />
            )}
          </SpaceBetween>
        </Form>
      </form>
    </PageContent>
  );
}
