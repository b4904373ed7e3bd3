import type { UpdatePodIdentityAssociationRequest } from "@rolecall/contracts/rolecall";
import type { On } from "@rolecall/operations";
import type { FoundRole } from "@rolecall/operations/role-session";
import type { PodIdentityAssociationRecord } from "@rolecall/store";
import { rolecall } from "../define.ts";
import { association, type FoundAssociation } from "./on.ts";
import { associationToWire } from "./pod-identity-shape.ts";
import { findRoleToPass, passRole, refuseOthersRole } from "./role-to-pass.ts";

type Request = UpdatePodIdentityAssociationRequest;

interface Found extends FoundAssociation {
  readonly role: FoundRole | undefined;
}

interface Taken {
  readonly record: PodIdentityAssociationRecord;
  readonly role: FoundRole | undefined;
}

const associationToUpdate: On<Request, Found, Taken> = {
  find: async (call) => ({
    ...(await association.find(call)),
    role: await findRoleToPass(call, call.input.RoleArn),
  }),
  permission: association.permission,
  also: (_call, { role }) => passRole(role),
  take: (found, call) => ({ record: association.take(found, call), role: found.role }),
};

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdatePodIdentityAssociation.html */
export const updatePodIdentityAssociation = rolecall.write("UpdatePodIdentityAssociation", {
  on: associationToUpdate,
  async perform({ call: { input, caller, tx, now }, target: { record, role } }) {
    refuseOthersRole(role, caller.accountId);
    const updated = {
      ...record,
      roleArn: input.RoleArn ?? record.roleArn,
      areSessionTagsDisabled: input.DisableSessionTags ?? record.areSessionTagsDisabled,
      modifiedAt: now,
    };
    await tx.podIdentityAssociations.update(updated);
    return { Association: associationToWire(updated) };
  },
});
