/** What AWS says of MFA devices (recorded, where nothing else is said). */
import { type CommonError, commonError, type ServiceError } from "@rolecall/operations";
import { iamError, validationError } from "../error.ts";

export function noSuchDevice(serialNumber: string): ServiceError {
  return iamError("NoSuchEntity", `MFA Device with serial number ${serialNumber} does not exist.`);
}

export function deviceAlreadyExists(): ServiceError {
  return iamError("EntityAlreadyExists", "MFA device already exists.");
}

/** @param ownName of the user who has the device and asks for it again; undefined where somebody else has it */
export function deviceTaken(ownName: string | undefined): ServiceError {
  const message =
    ownName === undefined
      ? "MFA Device is already in use."
      : `MFA Device for user ${ownName} already exists.`;
  return iamError("EntityAlreadyExists", message);
}

export function deviceInUse(): ServiceError {
  return iamError("DeleteConflict", "MFA VirtualDevice in use. Must deactivate first.");
}

export function invalidAuthenticationCode(): ServiceError {
  return iamError("InvalidAuthenticationCode", "Authentication code for device is not valid.");
}

/** A long-term key alone must not be enough to change what protects it. */
export function mfaNeeded(): CommonError {
  return commonError(
    "accessDenied",
    "To complete this action, please ensure that you are authenticated with an MFA device that is enabled for this user.",
  );
}

export function onlySecurityKeys(): CommonError {
  return validationError(
    "The MFA device serial number sent in the request is invalid or not supported by this API. Currently, only hardware FIDO security keys are supported. Please use the compatible device or API.",
  );
}

/** AWS's code (documented); its words are not known. */
export function deviceChanged(): ServiceError {
  return iamError(
    "ConcurrentModification",
    "The MFA device was modified by another request. Wait, and submit the request again.",
  );
}

/** The longest ARN that a SerialNumber can be leaves so much to the name (documented by AWS CloudFormation: 226). */
export const DEVICE_NAME_MAX_LENGTH = 226;

export function deviceNameTooLong(): CommonError {
  return validationError(
    `1 validation error detected: Value at 'virtualMFADeviceName' failed to satisfy constraint: Member must have length less than or equal to ${DEVICE_NAME_MAX_LENGTH}`,
  );
}

/** The words are not known. */
export function serialNumberTooLong(): CommonError {
  return validationError("Path and name of an MFA device make an ARN of more than 256 characters.");
}
