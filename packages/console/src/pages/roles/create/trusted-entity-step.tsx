import Alert from "@cloudscape-design/components/alert";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tiles from "@cloudscape-design/components/tiles";
import type { ComponentType } from "react";
import { LazyPolicyEditor } from "../../../patterns/policy-editor/lazy-policy-editor.tsx";
import { PolicyFindings } from "../../../patterns/policy-words/policy-findings.tsx";
import { readPolicy } from "../../../patterns/policy-words/read-policy.ts";
import { useAccessReference } from "../../../patterns/policy-words/use-access-reference.ts";
import { useFindings } from "../../../patterns/policy-words/use-findings.ts";
import { WordsAndLines } from "../../../patterns/policy-words/words-and-lines.tsx";
import { useOwnAccount } from "../../../patterns/use-own-account.ts";
import { AccountEntity } from "./account-entity.tsx";
import type { DraftProps, TrustKind } from "./role-draft.ts";
import { SamlEntity } from "./saml-entity.tsx";
import { ServiceEntity } from "./service-entity.tsx";
import { enteredTrustText } from "./trust-policy.ts";
import { WebIdentityEntity } from "./web-identity-entity.tsx";

const TILES: readonly { readonly value: TrustKind; readonly label: string; readonly description: string }[] =
  [
    {
      value: "service",
      label: "AWS service",
      description: "EC2, Lambda or another service does something for you.",
    },
    {
      value: "account",
      label: "AWS account",
      description: "People and programs of this account or of another one.",
    },
    {
      value: "webIdentity",
      label: "Web identity",
      description: "Whoever a provider knows that you trust: GitHub Actions, GitLab, your own.",
    },
    {
      value: "saml",
      label: "SAML 2.0 federation",
      description: "Your company’s people, signed in by its directory.",
    },
    {
      value: "custom",
      label: "Custom trust policy",
      description: "Written by you, for all that the others cannot say.",
    },
  ];

const FORMS: Readonly<Record<TrustKind, ComponentType<DraftProps>>> = {
  service: ServiceEntity,
  account: AccountEntity,
  webIdentity: WebIdentityEntity,
  saml: SamlEntity,
  custom: CustomEntity,
};

interface TrustedEntityStepProps extends DraftProps {
  /** Why the step is not done; told once it was tried to be left. */
  readonly whyNot: string | undefined;
}

/** Step 1: who may assume the role. */
export function TrustedEntityStep({ draft, onChange, whyNot }: TrustedEntityStepProps) {
  const Form = FORMS[draft.kind];
  return (
    <SpaceBetween size="l">
      {whyNot !== undefined && <Alert type="error">{whyNot}</Alert>}
      <Container header={<Header variant="h2">Trusted entity type</Header>}>
        <Tiles
          ariaLabel="Trusted entity type"
          value={draft.kind}
          columns={2}
          items={[...TILES]}
          onChange={({ detail }) => onChange({ kind: detail.value as TrustKind, trustText: undefined })}
        />
      </Container>
      <Form draft={draft} onChange={(change) => onChange({ ...change, trustText: undefined })} />
      {draft.kind !== "custom" && <LiveTrust draft={draft} />}
    </SpaceBetween>
  );
}

/** What the entries come to, while they are made. */
function LiveTrust({ draft }: { readonly draft: DraftProps["draft"] }) {
  const accountId = useOwnAccount();
  const reference = useAccessReference();
  const text = enteredTrustText(draft, accountId);
  const findings = useFindings(text, { kind: "trust", accountId });
  return (
    <ExpandableSection
      variant="container"
      headerText="Show JSON"
      headerDescription="The trust policy that this writes, and what it says."
    >
      <SpaceBetween size="s">
        <WordsAndLines
          text={text}
          policy={readPolicy(text, "trust")}
          reference={reference}
          accountId={accountId}
          label="Trust policy"
        />
        <PolicyFindings text={text} findings={findings} />
      </SpaceBetween>
    </ExpandableSection>
  );
}

function CustomEntity({ draft, onChange }: DraftProps) {
  return (
    <Container header={<Header variant="h2">Custom trust policy</Header>}>
      <LazyPolicyEditor
        text={draft.customText}
        onChange={(customText) => onChange({ customText })}
        kind="trust"
        quota="trust"
        accountId={useOwnAccount()}
        label="Trust policy"
      />
    </Container>
  );
}
