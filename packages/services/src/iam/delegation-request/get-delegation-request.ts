import { iam } from "../define.ts";
import { checkPermissions } from "./check-permissions.ts";
import { requestToWire } from "./delegation-request-shape.ts";
import { requestToRead } from "./on.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetDelegationRequest.html */
export const getDelegationRequest = iam.read("GetDelegationRequest", {
  on: requestToRead,
  perform: async ({ call, target }) => ({
    DelegationRequest: requestToWire(target, call.now),
    ...(call.input.DelegationPermissionCheck === true && {
      PermissionCheckStatus: "COMPLETE" as const,
      PermissionCheckResult: await checkPermissions(call, target.permissionPolicy),
    }),
  }),
});
