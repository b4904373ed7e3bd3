import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import type { ContextRow } from "../why/context-of-rows.ts";
import { ContextRows } from "../why/context-rows.tsx";

interface KnownFieldsProps {
  readonly rows: readonly ContextRow[];
  readonly owner: string;
  readonly ownerProblem: string;
  readonly policy: string;
  readonly onRows: (rows: readonly ContextRow[]) => void;
  readonly onOwner: (accountId: string) => void;
  readonly onPolicy: (policy: string) => void;
}

/** What is known of the request and the resource, besides their names. */
export function KnownFields({ rows, owner, ownerProblem, policy, ...on }: KnownFieldsProps) {
  return (
    <SpaceBetween size="s">
      <ContextRows rows={rows} onChange={on.onRows} />
      <FormField
        label="The resource's account"
        description="Where its ARN does not tell, such as a bucket's. Without it whoever asks is taken to own it."
        errorText={ownerProblem}
      >
        <Input value={owner} placeholder="111122223333" onChange={({ detail }) => on.onOwner(detail.value)} />
      </FormField>
      <FormField
        label="The resource's own policy"
        description="Rolecall holds trust policies of roles; paste a bucket's or queue's. Without it nobody of another account is told."
        stretch
      >
        <Textarea value={policy} rows={4} onChange={({ detail }) => on.onPolicy(detail.value)} />
      </FormField>
    </SpaceBetween>
  );
}
