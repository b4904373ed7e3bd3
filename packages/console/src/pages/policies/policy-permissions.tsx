import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Grid from "@cloudscape-design/components/grid";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { lazy, Suspense, useMemo, useState } from "react";
import { Failed } from "../../patterns/failed.tsx";
import { Loading } from "../../patterns/loading.tsx";
import { isAwsManaged } from "../../patterns/managed-policy.ts";
import { LazyJsonEditor } from "../../patterns/policy-editor/lazy-json-editor.tsx";
import { prettyDocument } from "../../patterns/policy-words/read-policy.ts";
import { useOwnAccount } from "../../patterns/use-own-account.ts";
import { usePolicyWords } from "../../patterns/words/use-policy-words.ts";
import { WordsOfPolicy } from "../../patterns/words/words-of-policy.tsx";
import { useOperation } from "../../session/use-operation.ts";

const EditPolicy = lazy(async () => ({ default: (await import("./edit-policy.tsx")).EditPolicy }));

interface PolicyPermissionsProps {
  readonly policyArn: string;
  readonly versionId: string;
}

/** The version that is in force: JSON at the left, words at the right; what the pointer is on lights in both. */
export function PolicyPermissions({ policyArn, versionId }: PolicyPermissionsProps) {
  // As it was when writing began: what somebody saves meanwhile must not take its place.
  const [editing, setEditing] = useState<{ readonly text: string; readonly versionId: string }>();
  const input = { PolicyArn: policyArn, VersionId: versionId };
  const { data, error } = useOperation("iam", "GetPolicyVersion", input);
  const encoded = data?.PolicyVersion?.Document;
  const text = useMemo(() => (encoded === undefined ? undefined : prettyDocument(encoded)), [encoded]);
  if (editing !== undefined)
    return (
      <Suspense fallback={<Loading what="the editor" />}>
        <EditPolicy policyArn={policyArn} {...editing} onClose={() => setEditing(undefined)} />
      </Suspense>
    );
  if (error !== null) return <Failed what="The document could not be read." error={error} />;
  if (text === undefined) return null;
  const edit = isAwsManaged(policyArn) ? undefined : (
    <Button onClick={() => setEditing({ text, versionId })}>Edit</Button>
  );
  return (
    <Container
      header={
        <Header variant="h2" description={`Version ${versionId} is in force.`} actions={edit}>
          Permissions
        </Header>
      }
    >
      <DocumentInWords text={text} />
    </Container>
  );
}

/** A document beside what it says. */
function DocumentInWords({ text }: { readonly text: string }) {
  const accountId = useOwnAccount();
  const words = usePolicyWords({ text, kind: "identity", accountId });
  const [lit, setLit] = useState<number>();
  const part = lit === undefined ? undefined : words?.parts[lit];
  const marks = useMemo(() => (part ? [{ ...part.spans.statement, kind: "lit" as const }] : []), [part]);
  return (
    <Grid gridDefinition={[{ colspan: { default: 12, m: 6 } }, { colspan: { default: 12, m: 6 } }]}>
      <LazyJsonEditor text={text} label="Policy document" marks={marks} />
      <SpaceBetween size="s">
        <Box variant="h3">In words</Box>
        {words === undefined ? null : <WordsOfPolicy description={words} text={text} onLight={setLit} />}
      </SpaceBetween>
    </Grid>
  );
}
