import { type ChangeStep, iamStep } from "../change/change-step.ts";

/** A virtual device has an ARN and is nobody's afterwards, so that it goes too; a token of hardware is a serial number. */
export function deviceSteps(UserName: string, SerialNumber: string): readonly ChangeStep[] {
  const deactivate = iamStep(`Deactivate ${SerialNumber}`, "DeactivateMFADevice", { UserName, SerialNumber });
  if (!/^arn:[^:]+:iam::\d{12}:mfa\//.test(SerialNumber)) return [deactivate];
  return [deactivate, iamStep(`Delete ${SerialNumber}`, "DeleteVirtualMFADevice", { SerialNumber })];
}
