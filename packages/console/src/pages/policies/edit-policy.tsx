import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useEffect, useState } from "react";
import { guardLeaving } from "../../app/address.ts";
import { judgePolicy } from "../../patterns/policy-editor/judge-policy.ts";
import { PolicyEditor } from "../../patterns/policy-editor/policy-editor.tsx";
import { useOwnAccount } from "../../patterns/use-own-account.ts";
import { ReviewVersion } from "./review-version.tsx";

interface EditPolicyProps {
  readonly policyArn: string;
  readonly versionId: string;
  /** As it is in force. */
  readonly text: string;
  readonly onClose: () => void;
}

/** Another version of a policy: written, looked over beside the one in force, and saved as the one in force. */
export function EditPolicy({ policyArn, versionId, text: before, onClose }: EditPolicyProps) {
  const [text, setText] = useState(before);
  const [isReviewing, setReviewing] = useState(false);
  const accountId = useOwnAccount();
  const isChanged = text !== before;
  useEffect(
    () => (isChanged ? guardLeaving(() => confirm("Leave without saving?")) : undefined),
    [isChanged],
  );
  const hasErrors = judgePolicy(text, "identity", accountId).some(({ tab }) => tab === "errors");
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={isReviewing ? "What is saved, beside what is in force." : undefined}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button onClick={onClose}>Cancel</Button>
              {isReviewing ? (
                <Button onClick={() => setReviewing(false)}>Back to the editor</Button>
              ) : (
                <Button
                  variant="primary"
                  disabled={!isChanged || hasErrors}
                  disabledReason={
                    hasErrors ? "The document has errors; AWS would refuse it." : "Nothing has changed."
                  }
                  onClick={() => setReviewing(true)}
                >
                  Next
                </Button>
              )}
            </SpaceBetween>
          }
        >
          {isReviewing ? "Review and save" : "Edit policy"}
        </Header>
      }
    >
      {isReviewing ? (
        <ReviewVersion
          policyArn={policyArn}
          before={{ name: versionId, text: before }}
          text={text}
          onClose={onClose}
        />
      ) : (
        <PolicyEditor text={text} onChange={setText} kind="identity" quota="managed" accountId={accountId} />
      )}
    </Container>
  );
}
