import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { constraintViolation, invalidInput, refusal } from "../error.ts";
import { RCP_FULL_AWS_ACCESS } from "../policy/aws-policies.ts";
import { policyAndTarget } from "./attached.ts";

/**
 * The last SCP stays, and RCPFullAWSAccess always does.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_DetachPolicy.html
 */
export const detachPolicy = organizations.write("DetachPolicy", {
  on: calledBy("delegates", policyAndTarget),
  perform: async ({ call: { tx }, target: { subject } }) => {
    const { id, type } = subject.found.policy;
    const { targetId } = subject.target;
    if (id === RCP_FULL_AWS_ACCESS.id) throw invalidInput("NON_DETACHABLE_POLICY");
    const present = await tx.organizationAttachments.ofTarget(targetId);
    const ofType = present.filter(({ policyType }) => policyType === type);
    if (!ofType.some(({ policyId }) => policyId === id)) throw refusal("PolicyNotAttachedException");
    if (type === "SERVICE_CONTROL_POLICY" && ofType.length === 1) {
      throw constraintViolation("MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED");
    }
    await tx.organizationAttachments.detach(targetId, id);
    return {};
  },
});
