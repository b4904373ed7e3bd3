/**
 * What a service signs its own calls with: it proves to hold its key, says what it acts for, and gets credentials for minutes. Which
 * doors they open is for the policies of its customers to say.
 */
import { NO_PERMISSION, type ServiceSource } from "@rolecall/access";
import type { GetServiceCredentialsRequest } from "@rolecall/contracts/rolecall";
import type { SessionClaims } from "@rolecall/credentials";
import { isAccountId, splitArn, toAccountId } from "@rolecall/names";
import { issueCredentials, validFrom } from "@rolecall/operations/role-session";
import { rolecall } from "../define.ts";
import { invalidInput } from "../error.ts";
import { spendKeyProof } from "../key-proof.ts";
import { confirmService, proveService } from "./service-proof.ts";
import { ownerOf, serviceArn } from "./service-record.ts";

const DEFAULT_DURATION_SECONDS = 900;

export const getServiceCredentials = rolecall.writeUnsigned("GetServiceCredentials", {
  prove: (proving) => proveService("GetServiceCredentials", proving, readSource(proving.input)),
  resolve: confirmService,
  requires: () => NO_PERMISSION,
  async perform({ call, target: record }) {
    const { input, caller, env, now } = call;
    const { keyId, source } = caller;
    await spendKeyProof(call);
    const claims: SessionClaims = {
      kind: "service",
      accountId: ownerOf(record),
      principalArn: serviceArn(record),
      principalId: record.id,
      service: { name: record.id, keyId, sourceArn: source?.arn, sourceAccountId: source?.accountId },
      ...validFrom(now, input.DurationSeconds ?? DEFAULT_DURATION_SECONDS),
    };
    return { ServiceName: record.id, Credentials: issueCredentials(env, claims, {}).Credentials };
  },
});

/**
 * What the service acts for. The account stands in most ARNs, and is said where it does not.
 * Source: IAM User Guide, "The confused deputy problem": where both are there, they are of one account.
 * @throws ValidationException where they are not
 */
function readSource(input: GetServiceCredentialsRequest): ServiceSource | undefined {
  const { SourceArn: arn, SourceAccount: account } = input;
  if (arn === undefined) return account === undefined ? undefined : { accountId: toAccountId(account) };
  const split = splitArn(arn);
  if (split === undefined) throw invalidInput(`SourceArn "${arn}" is no ARN.`);
  const ofArn = isAccountId(split.account) ? split.account : undefined;
  if (account !== undefined && ofArn !== undefined && account !== ofArn)
    throw invalidInput(`SourceArn is of account ${ofArn}, and SourceAccount is ${account}.`);
  const accountId = ofArn ?? (account === undefined ? undefined : toAccountId(account));
  if (accountId === undefined)
    throw invalidInput("SourceArn names no account: say whose it is with SourceAccount.");
  return { arn, accountId };
}
