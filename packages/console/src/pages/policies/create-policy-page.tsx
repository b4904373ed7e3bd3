import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { href, navigate, navigateUnasked } from "../../app/address.ts";
import { flashes } from "../../app/flashes.ts";
import { Failed } from "../../patterns/failed.tsx";
import { PageContent } from "../../patterns/page-content.tsx";
import { judgePolicy } from "../../patterns/policy-editor/judge-policy.ts";
import { PolicyEditor } from "../../patterns/policy-editor/policy-editor.tsx";
import { policyHref } from "../../patterns/policy-href.ts";
import { ShowAsCli } from "../../patterns/show-as-cli.tsx";
import { useOwnAccount } from "../../patterns/use-own-account.ts";
import { usePolicyWords } from "../../patterns/words/use-policy-words.ts";
import { WordsOfPolicy } from "../../patterns/words/words-of-policy.tsx";
import type { ApiError } from "../../session/api-error.ts";
import { useChange } from "../../session/use-operation.ts";
import { nameProblem } from "./name-problem.ts";
import { type PolicyDraft, usePolicyDraft } from "./policy-draft.ts";

/** A policy of the account's own: its document, then its name. What was written is still there after a reload. */
export function CreatePolicyPage() {
  const [draft, change, discard] = usePolicyDraft();
  const accountId = useOwnAccount();
  const [error, setError] = useState<ApiError>();
  const [isCliShown, setCliShown] = useState(false);
  const create = useChange("iam", "CreatePolicy");
  const hasErrors = judgePolicy(draft.text, "identity", accountId).some(({ tab }) => tab === "errors");
  const problem = nameProblem(draft.name);
  const send = async () => {
    setError(undefined);
    try {
      const { Policy } = await create.mutateAsync(inputOf(draft));
      discard();
      flashes.show({
        type: "success",
        content: `Policy ${draft.name} was created. It allows nothing until it is attached.`,
      });
      navigateUnasked(policyHref(Policy?.Arn ?? ""));
    } catch (caught) {
      setError(caught as ApiError);
    }
  };
  return (
    <PageContent
      title="Create policy"
      description="A policy says what may be done. It does nothing until it is attached to a user, a group or a role."
    >
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => navigate(href("/iam/policies"))}>Cancel</Button>
            <Button onClick={() => setCliShown(true)}>Show as AWS CLI</Button>
            <Button
              variant="primary"
              loading={create.isPending}
              disabled={hasErrors || draft.name === "" || problem !== undefined}
              disabledReason={
                hasErrors ? "The document has errors; AWS would refuse it." : "The policy needs a name."
              }
              onClick={() => void send()}
            >
              Create policy
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          {error !== undefined && <Failed what="The policy was not created." error={error} />}
          <DocumentPart draft={draft} change={change} accountId={accountId} />
          <NamePart draft={draft} change={change} problem={problem} />
        </SpaceBetween>
      </Form>
      <ShowAsCli command={commandOf(draft)} isShown={isCliShown} onClose={() => setCliShown(false)} />
    </PageContent>
  );
}

interface PartProps {
  readonly draft: PolicyDraft;
  readonly change: (part: Partial<PolicyDraft>) => void;
}

function DocumentPart({ draft, change, accountId }: PartProps & { readonly accountId: string }) {
  const words = usePolicyWords({ text: draft.text, kind: "identity", accountId });
  return (
    <Container header={<Header variant="h2">Document</Header>}>
      <SpaceBetween size="m">
        <PolicyEditor
          text={draft.text}
          onChange={(text) => change({ text })}
          kind="identity"
          quota="managed"
          accountId={accountId}
        />
        {words !== undefined && (
          <div>
            <Box variant="h3">In words</Box>
            <WordsOfPolicy description={words} text={draft.text} />
          </div>
        )}
      </SpaceBetween>
    </Container>
  );
}

function NamePart({ draft, change, problem }: PartProps & { readonly problem: string | undefined }) {
  return (
    <Container header={<Header variant="h2">Name</Header>}>
      <SpaceBetween size="m">
        <FormField
          label="Policy name"
          constraintText="1 to 128 letters, digits and + = , . @ - _"
          errorText={draft.name === "" ? "" : problem}
        >
          <Input value={draft.name} onChange={({ detail }) => change({ name: detail.value })} />
        </FormField>
        <FormField label="Description" description="Optional. It cannot be changed later.">
          <Input value={draft.description} onChange={({ detail }) => change({ description: detail.value })} />
        </FormField>
      </SpaceBetween>
    </Container>
  );
}

function inputOf({ name, description, text }: PolicyDraft) {
  return {
    PolicyName: name,
    PolicyDocument: text,
    ...(description !== "" && { Description: description }),
  };
}

function commandOf({ name, description }: PolicyDraft): string {
  const described = description === "" ? "" : ` --description '${description.replaceAll("'", "'\\''")}'`;
  return `aws iam create-policy --policy-name ${name || "NAME"} --policy-document file://policy.json${described}`;
}
