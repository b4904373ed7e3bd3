import type { OrganizationsOperations } from "@rolecall/contracts";
import { CallRefused, callService, type ServiceEndpoint } from "../../call-service.ts";
import { Mistake } from "../../mistake.ts";

export type OrganizationsEndpoint = ServiceEndpoint;

type Name = keyof OrganizationsOperations & string;

const ORGANIZATIONS = {
  name: "organizations",
  targetPrefix: "AWSOrganizationsV20161128",
  title: "Organizations",
  /** A page has 20 items at most. */
  answerBytesMax: 4 * 1024 * 1024,
};

/**
 * Calls an operation of Organizations as the AWS CLI does.
 * @throws Mistake where the answer is an error, or nobody answers
 */
export async function callOrganizations<Operation extends Name>(
  endpoint: OrganizationsEndpoint,
  operation: Operation,
  input: OrganizationsOperations[Operation]["input"],
): Promise<OrganizationsOperations[Operation]["output"]> {
  try {
    const answer = await callService(endpoint, ORGANIZATIONS, { operation, input });
    return answer as OrganizationsOperations[Operation]["output"];
  } catch (error) {
    if (error instanceof CallRefused) throw new Mistake(error.message);
    throw error;
  }
}
