import { type AccountId, type Arn, formatArn } from "@rolecall/names";
import { ROOT_PATH } from "../requirement.ts";

/** Of a SerialNumber that operations take. Source: IAM API Reference, "serialNumberType". */
export const SERIAL_NUMBER_MAX_LENGTH = 256;

/** What a virtual device goes by: its ARN. */
export function virtualSerialNumber(
  accountId: AccountId,
  { Path: path = ROOT_PATH, VirtualMFADeviceName: name }: NamesDevice,
): Arn {
  return formatArn("mfa", { accountId, path, name });
}

export interface NamesDevice {
  readonly Path?: string | undefined;
  readonly VirtualMFADeviceName: string;
}
