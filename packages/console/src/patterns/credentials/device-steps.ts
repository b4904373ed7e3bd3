import { type ChangeStep, iamStep } from "../change/change-step.ts";

/** A virtual device has an ARN and is nobody's afterwards, so that it goes too; a token of hardware is a serial number. */
export function deviceSteps(UserName: string | undefined, SerialNumber: string): readonly ChangeStep[] {
  const owner = UserName === undefined ? {} : { UserName };
  const deactivate = iamStep(`Deactivate ${SerialNumber}`, "DeactivateMFADevice", { ...owner, SerialNumber });
  if (!/^arn:[^:]+:iam::\d{12}:mfa\//.test(SerialNumber)) return [deactivate];
  return [deactivate, iamStep(`Delete ${SerialNumber}`, "DeleteVirtualMFADevice", { SerialNumber })];
}
