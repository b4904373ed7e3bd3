import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { Failed } from "../../../patterns/failed.tsx";
import { readAll } from "../../../patterns/items/use-all.ts";
import type { AttachablePolicy } from "../../../patterns/permissions/policy-owner.ts";
import { ApiError } from "../../../session/api-error.ts";
import { callOperation } from "../../../session/call-operation.ts";
import type { StepProps } from "./details-step.tsx";

/** Takes over the groups and attached policies of another user. */
export function CopyPermissions({ user, onChange }: StepProps) {
  const [from, setFrom] = useState("");
  const [error, setError] = useState<ApiError>();
  const [copied, setCopied] = useState<string>();
  const copy = async () => {
    setError(undefined);
    try {
      const found = await readPermissions(from);
      onChange(found);
      setCopied(`${found.groups.length} groups and ${found.policies.length} policies of ${from} are chosen.`);
    } catch (caught) {
      if (!(caught instanceof ApiError)) throw caught;
      setError(caught);
    }
  };
  return (
    <SpaceBetween size="m">
      <FormField
        label="User to copy from"
        description="Its groups and attached policies are chosen. Inline policies belong to it alone and are not copied."
        secondaryControl={
          <Button disabled={from === ""} onClick={() => void copy()}>
            Copy permissions
          </Button>
        }
      >
        <Input value={from} onChange={({ detail }) => setFrom(detail.value.trim())} />
      </FormField>
      {error !== undefined && <Failed what="Its permissions could not be read." error={error} />}
      {copied !== undefined && <Alert type="success">{copied}</Alert>}
      <div>
        {`Chosen now: ${[...user.groups, ...user.policies.map(({ PolicyName }) => PolicyName)].join(", ") || "nothing"}`}
      </div>
    </SpaceBetween>
  );
}

async function readPermissions(UserName: string) {
  const [groups, attached] = await Promise.all([
    readAll(
      (page) => callOperation("iam", "ListGroupsForUser", { UserName, ...page }),
      ({ Groups }) => Groups,
    ),
    readAll(
      (page) => callOperation("iam", "ListAttachedUserPolicies", { UserName, ...page }),
      ({ AttachedPolicies }) => AttachedPolicies,
    ),
  ]);
  return {
    groups: groups.map(({ GroupName }) => GroupName),
    policies: attached.flatMap(({ PolicyName, PolicyArn }): readonly AttachablePolicy[] =>
      PolicyName === undefined || PolicyArn === undefined ? [] : [{ PolicyName, PolicyArn }],
    ),
  };
}
