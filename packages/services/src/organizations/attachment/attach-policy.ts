import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { constraintViolation, refusal } from "../error.ts";
import { POLICY_TYPES } from "../policy-type.ts";
import { attachmentOf, policyAndTarget } from "./attached.ts";

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html */
export const attachPolicy = organizations.write("AttachPolicy", {
  on: calledBy("delegates", policyAndTarget),
  perform: async ({ call: { tx, now }, target: { organization, subject } }) => {
    const { id, type } = subject.found.policy;
    if (!organization.enabledPolicyTypes.includes(type)) throw refusal("PolicyTypeNotEnabledException");
    const present = await tx.organizationAttachments.ofTarget(subject.target.targetId);
    const ofType = present.filter(({ policyType }) => policyType === type);
    if (ofType.some(({ policyId }) => policyId === id)) throw refusal("DuplicatePolicyAttachmentException");
    if (ofType.length >= POLICY_TYPES[type].attachedMax) {
      throw constraintViolation("MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED");
    }
    await tx.organizationAttachments.attach(attachmentOf(organization, subject, now));
    return {};
  },
});
