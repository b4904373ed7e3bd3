import { CreateUserCommand } from "@aws-sdk/client-iam";
import { pairAt } from "../../installation/totp.ts";
import { arn, iamFamily, named } from "../stage.ts";

const UserName = "permissions-mfa";
const VirtualMFADeviceName = "permissions-phone";
const SerialNumber = arn(`mfa/${VirtualMFADeviceName}`);
const Tags = [{ Key: "team", Value: "a" }];
const tagged = { resource: SerialNumber, condition: { "aws:RequestTag/team": "a" } };
const onUser = () => named("user", UserName);
const onDevice = () => SerialNumber;
const secretOf = (made: { readonly Base32StringSeed?: Uint8Array | undefined }) =>
  Buffer.from(made.Base32StringSeed ?? []).toString();

export const family = iamFamily({
  prepare: ({ admin }) => admin.iam.send(new CreateUserCommand({ UserName })),
  rows: {
    CreateVirtualMFADevice: {
      input: { VirtualMFADeviceName, Tags },
      on: () => [tagged, { ...tagged, action: "iam:TagMFADevice" }],
    },
    TagMFADevice: { input: { SerialNumber, Tags }, on: () => tagged },
    ListMFADeviceTags: {
      input: { SerialNumber },
      on: () => ({ resource: SerialNumber, condition: { "aws:ResourceTag/team": "a" } }),
    },
    UntagMFADevice: {
      input: { SerialNumber, TagKeys: ["team"] },
      on: () => ({ resource: SerialNumber, condition: { "aws:ResourceTag/team": "a" } }),
    },
    EnableMFADevice: {
      input: (_, { CreateVirtualMFADevice: { VirtualMFADevice: made } }) => ({
        UserName,
        SerialNumber,
        ...pairAt(secretOf(made), Date.now()),
      }),
      on: onUser,
    },
    ResyncMFADevice: {
      input: (_, { CreateVirtualMFADevice: { VirtualMFADevice: made } }) => ({
        UserName,
        SerialNumber,
        ...pairAt(secretOf(made), Date.now() + 300_000),
      }),
      on: onUser,
    },
    ListMFADevices: { input: { UserName }, on: onUser },
    ListVirtualMFADevices: { input: {} },
    // A virtual device is none that it tells of: whoever is granted is told so.
    GetMFADevice: { input: { UserName, SerialNumber }, on: onUser, answers: "ValidationError" },
    DeactivateMFADevice: { input: { UserName, SerialNumber }, on: onUser },
    DeleteVirtualMFADevice: { input: { SerialNumber }, on: onDevice },
  },
});
