import Container from "@cloudscape-design/components/container";
import FileUpload from "@cloudscape-design/components/file-upload";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { MetadataFacts } from "./metadata-facts.tsx";
import type { ProviderFormProps } from "./provider-draft.ts";

/** A directory by the document that it hands out about itself. */
export function SamlForm({ draft, onChange }: ProviderFormProps) {
  return (
    <Container header={<Header variant="h2">SAML provider</Header>}>
      <SpaceBetween size="m">
        <FormField label="Provider name" constraintText="1 to 128 letters, digits and ._-.">
          <Input value={draft.name} onChange={({ detail }) => onChange({ name: detail.value })} />
        </FormField>
        <FormField label="Metadata file" description="The XML document that your directory hands out.">
          <FileUpload
            value={[]}
            accept=".xml,application/xml,text/xml"
            constraintText="Or paste its text below."
            i18nStrings={WORDS}
            onChange={({ detail }) => void readFile(detail.value[0], (metadata) => onChange({ metadata }))}
          />
        </FormField>
        <FormField label="Metadata document" stretch>
          <Textarea
            rows={8}
            value={draft.metadata}
            spellcheck={false}
            onChange={({ detail }) => onChange({ metadata: detail.value })}
          />
        </FormField>
        {draft.metadata !== "" && <MetadataFacts text={draft.metadata} />}
      </SpaceBetween>
    </Container>
  );
}

async function readFile(file: File | undefined, onRead: (text: string) => void): Promise<void> {
  if (file !== undefined) onRead(await file.text());
}

const WORDS = {
  uploadButtonText: () => "Choose file",
  dropzoneText: () => "Drop the file here",
  removeFileAriaLabel: () => "Remove the file",
  limitShowFewer: "Show fewer",
  limitShowMore: "Show more",
  errorIconAriaLabel: "Error",
};
