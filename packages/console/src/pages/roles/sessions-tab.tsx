import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { flashes } from "../../app/flashes.ts";
import { readClock } from "../../app/surroundings.ts";
import { cliCommand } from "../../patterns/cli-command.ts";
import { EditModal } from "../../patterns/edit-modal.tsx";
import { PolicyLines } from "../../patterns/policy-words/policy-lines.tsx";
import { useChange } from "../../session/use-operation.ts";
import { RecentSessions } from "./recent-sessions.tsx";
import type { RoleFacts } from "./role-facts.ts";

/** The inline policy by which IAM's console revokes sessions. IAM User Guide, "Revoke IAM role temporary security credentials". */
const REVOKING = "AWSRevokeOlderSessions";

/** What can be done about who is the role now. */
export function SessionsTab({ role }: { readonly role: RoleFacts }) {
  const [isRevoking, setRevoking] = useState(false);
  return (
    <SpaceBetween size="l">
      <RecentSessions roleArn={role.Arn} />
      <Container
        header={
          <Header
            variant="h2"
            description="A session is somebody who is the role for a while. Sessions are not kept, so that they cannot be listed or ended one by one."
            actions={<Button onClick={() => setRevoking(true)}>Revoke all older sessions</Button>}
          >
            Revoke sessions
          </Header>
        }
      >
        <Box>
          Revoking denies everything to every session that was begun before that moment. Whoever may assume
          the role can begin a new one.
        </Box>
        {isRevoking && <RevokeSessions roleName={role.RoleName} onClose={() => setRevoking(false)} />}
      </Container>
    </SpaceBetween>
  );
}

function RevokeSessions({ roleName, onClose }: { readonly roleName: string; readonly onClose: () => void }) {
  const [now] = useState(() => new Date(readClock()).toISOString());
  const text = revokingPolicy(now);
  const put = useChange("iam", "PutRolePolicy");
  const save = async () => {
    await put.mutateAsync({ RoleName: roleName, PolicyName: REVOKING, PolicyDocument: text });
    flashes.show({
      type: "success",
      content: `Sessions of ${roleName} begun before ${now} may do nothing any more.`,
    });
    onClose();
  };
  return (
    <EditModal
      title="Revoke all older sessions"
      size="large"
      save="Revoke all older sessions"
      failed="The sessions were not revoked."
      isDirty
      command={cliCommand("iam put-role-policy", {
        "role-name": roleName,
        "policy-name": REVOKING,
        "policy-document": text,
      })}
      onSave={save}
      onClose={onClose}
    >
      <SpaceBetween size="s">
        <Alert type="warning">
          Programs that use the role now are denied at their next request, until they assume it anew.
        </Alert>
        <Box>{`This inline policy, ${REVOKING}, is put into the role:`}</Box>
        <PolicyLines text={text} label={REVOKING} />
      </SpaceBetween>
    </EditModal>
  );
}

/** @param before ISO 8601; sessions that were begun earlier are denied */
function revokingPolicy(before: string): string {
  const statement = {
    Effect: "Deny",
    Action: ["*"],
    Resource: ["*"],
    Condition: { DateLessThan: { "aws:TokenIssueTime": before } },
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] }, null, 2);
}
