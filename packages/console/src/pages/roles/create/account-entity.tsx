import Alert from "@cloudscape-design/components/alert";
import Checkbox from "@cloudscape-design/components/checkbox";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { formatAccountId } from "../../../patterns/account-id.ts";
import { useOwnAccount } from "../../../patterns/use-own-account.ts";
import type { DraftProps, RoleDraft } from "./role-draft.ts";

/** Which account's people and programs may assume the role, as far as that account lets them. */
export function AccountEntity({ draft, onChange }: DraftProps) {
  const own = useOwnAccount();
  const { account } = draft;
  const change = (part: Partial<RoleDraft["account"]>) => onChange({ account: { ...account, ...part } });
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Whoever of that account has a policy that lets them assume this role. That account decides who."
        >
          An AWS account
        </Header>
      }
    >
      <SpaceBetween size="m">
        <RadioGroup
          ariaLabel="Which account"
          value={account.isOther ? "other" : "this"}
          items={[
            { value: "this", label: `This account (${formatAccountId(own)})` },
            { value: "other", label: "Another AWS account" },
          ]}
          onChange={({ detail }) => change({ isOther: detail.value === "other" })}
        />
        {account.isOther && (
          <FormField label="Account ID" constraintText="12 digits; dashes and blanks do not count.">
            <Input
              value={account.accountId}
              inputMode="numeric"
              onChange={({ detail }) => change({ accountId: detail.value })}
            />
          </FormField>
        )}
        {account.isOther && <ExternalId account={account} change={change} />}
        <Checkbox
          checked={account.asksMfa}
          description="Only who signed in with a second factor may assume the role."
          onChange={({ detail }) => change({ asksMfa: detail.checked })}
        >
          Require MFA
        </Checkbox>
      </SpaceBetween>
    </Container>
  );
}

interface ExternalIdProps {
  readonly account: RoleDraft["account"];
  readonly change: (part: Partial<RoleDraft["account"]>) => void;
}

function ExternalId({ account, change }: ExternalIdProps) {
  return (
    <SpaceBetween size="s">
      <Checkbox
        checked={account.asksExternalId}
        description="A word that only your partner sends. Without it, any of the partner’s other customers could use the partner to come in here (the confused deputy)."
        onChange={({ detail }) => change({ asksExternalId: detail.checked })}
      >
        Require external ID
      </Checkbox>
      {account.asksExternalId ? (
        <FormField label="External ID" constraintText="Your partner gives it to you. It is no secret.">
          <Input value={account.externalId} onChange={({ detail }) => change({ externalId: detail.value })} />
        </FormField>
      ) : (
        <Alert type="warning">
          Without an external ID, this is right for an account of your own, and wrong for a partner’s.
        </Alert>
      )}
    </SpaceBetween>
  );
}
