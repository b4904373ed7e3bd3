import Box from "@cloudscape-design/components/box";
import Icon from "@cloudscape-design/components/icon";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { flashes } from "../../app/flashes.ts";
import { ChangeDialog } from "../../patterns/change/change-dialog.tsx";
import { changeStep } from "../../patterns/change/change-step.ts";
import { type Handshake, type Invitation, readInvitation } from "./invitation.ts";

interface AcceptInvitationDialogProps {
  readonly handshake: Handshake;
  readonly onClose: () => void;
}

/** What changes for this account by joining an organization, as far as AWS lets an invited account know it; then it joins. */
export function AcceptInvitationDialog({ handshake, onClose }: AcceptInvitationDialogProps) {
  const { Id: HandshakeId = "" } = handshake;
  const invitation = readInvitation(handshake);
  const { organizationId, inviter, notes } = invitation;
  return (
    <ChangeDialog
      title={`Join the organization ${organizationId}`}
      verb="Accept invitation"
      size="large"
      whatFailed="The invitation was not accepted."
      steps={[
        changeStep(`Join ${organizationId}`, {
          service: "organizations",
          operation: "AcceptHandshake",
          input: { HandshakeId },
        }),
      ]}
      onClose={onClose}
      onDone={() => {
        flashes.show({
          type: "success",
          content: `This account is in the organization ${organizationId} now.`,
        });
        onClose();
      }}
    >
      <SpaceBetween size="m">
        <KeyValuePairs
          columns={2}
          items={[
            { label: "Invited by", value: inviter },
            { label: "Notes", value: notes ?? "–" },
          ]}
        />
        <WhatLimits invitation={invitation} />
      </SpaceBetween>
    </ChangeDialog>
  );
}

/**
 * Sources: the API reference's ListPoliciesForTarget and DescribePolicy ("only from the organization's management account or by a
 * member account that is a delegated administrator"), and CreateOrganization, of feature sets.
 */
function WhatLimits({ invitation: { inviter, hasAllFeatures } }: { readonly invitation: Invitation }) {
  return (
    <section aria-label="What limits this account from then on">
      <Box variant="h3">What limits this account from then on</Box>
      <SpaceBetween size="xs">
        <Box>
          It comes under the organization&rsquo;s root at once, and leaves another organization by that.
        </Box>
        {hasAllFeatures ? (
          <>
            <Box>
              The service control policies that stand there limit everybody in this account, its root user
              included, and the resource control policies everybody who comes to what it has. They grant
              nothing.
            </Box>
            <Box>
              <Icon name="lock-private" size="small" />{" "}
              {`Which policies these are is not known before: AWS lets only the organization's management account and its delegated administrators read them. ${inviter} can tell.`}
            </Box>
          </>
        ) : (
          <Box>
            No service or resource control policy: the organization has the features of consolidated billing
            alone. If it wants all features later, this account is asked first.
          </Box>
        )}
      </SpaceBetween>
    </section>
  );
}
