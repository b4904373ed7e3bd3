import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import type { ProviderFormProps } from "./provider-draft.ts";

/** An issuer of tokens by its address. */
export function OidcForm({ draft, onChange }: ProviderFormProps) {
  return (
    <Container header={<Header variant="h2">OpenID Connect provider</Header>}>
      <SpaceBetween size="m">
        <FormField
          label="Provider URL"
          description="The issuer, as it stands in its tokens."
          constraintText="It begins with https://, as https://token.actions.githubusercontent.com"
        >
          <Input
            value={draft.url}
            type="url"
            spellcheck={false}
            onChange={({ detail }) => onChange({ url: detail.value.trim() })}
          />
        </FormField>
        <Lines
          label="Audiences"
          description="For whom the tokens are made, one on each line: sts.amazonaws.com for GitHub Actions."
          lines={draft.audiences}
          onChange={(audiences) => onChange({ audiences })}
        />
        <Lines
          label="Thumbprints (optional)"
          description="SHA-1 of the authority’s certificate, one on each line. Without any, the certificate is checked by the authorities that this server trusts."
          lines={draft.thumbprints}
          onChange={(thumbprints) => onChange({ thumbprints })}
        />
      </SpaceBetween>
    </Container>
  );
}

interface LinesProps {
  readonly label: string;
  readonly description: string;
  readonly lines: readonly string[];
  readonly onChange: (lines: readonly string[]) => void;
}

function Lines({ label, description, lines, onChange }: LinesProps) {
  return (
    <FormField label={label} description={description}>
      <Textarea
        rows={2}
        spellcheck={false}
        value={lines.join("\n")}
        onChange={({ detail }) => onChange(detail.value === "" ? [] : detail.value.split("\n"))}
      />
    </FormField>
  );
}
