/** Operations as pages ask for them: the pipeline's own, in JSON under AWS's names. */
import { loadContract, type ServiceName, serviceNames } from "@rolecall/contracts";
import type { WholeRequest } from "@rolecall/edge";
import { nameCodecOf, nameError, RequestError } from "@rolecall/protocols";
import type { Performed } from "../pipeline/handle.ts";
import { answerError, answerText, type JsonAnswer } from "./answers.ts";
import { ConsoleError } from "./console-error.ts";
import type { ConsoleParts } from "./console-parts.ts";
import { performAs } from "./perform.ts";
import type { SessionVisit } from "./visit.ts";

/** @param path behind `/console/api/`: SERVICE/OPERATION */
export async function callOperation(
  parts: ConsoleParts,
  visit: SessionVisit,
  path: string,
): Promise<JsonAnswer> {
  const { request, session } = visit;
  const { service, name } = readPath(path);
  const contract = await loadContract(service);
  const operation = contract.operations.get(name);
  if (operation === undefined)
    throw new ConsoleError("NotFound", `The service ${service} has no operation ${name.slice(0, 64)}.`);
  if (operation.unsigned)
    throw new ConsoleError(
      "InvalidRequest",
      `${service}:${name} is called by who proves itself, not by a session.`,
    );
  const codec = nameCodecOf(contract, operation);
  let input: unknown;
  try {
    input = codec.decode(request.body);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const { status, members } = nameError(error, { contract, requestId: request.id });
    return answerError(status, members);
  }
  const { record, caller } = session;
  const actsAs = record.role === undefined ? "original" : "role";
  const performed = await performAs(parts, visit, { service, operation: name, input, caller, actsAs });
  if (performed.failure !== undefined) return failedCall(performed, { service, request });
  return answerText(200, codec.encode(performed.output));
}

/** A failure as a page is told it; of a denial, by what it can be looked up and decoded too. */
export async function failedCall(
  { failure, denied }: Performed & { readonly failure: object },
  { service, request }: { readonly service: ServiceName; readonly request: Pick<WholeRequest, "id"> },
): Promise<JsonAnswer> {
  const contract = await loadContract(service);
  const { status, members } = nameError(failure, { contract, requestId: request.id });
  const { authorizationId, encodedMessage } = denied ?? {};
  return answerError(status, { ...members, authorizationId, encodedMessage });
}

function readPath(path: string): { readonly service: ServiceName; readonly name: string } {
  const [service = "", name = "", ...more] = path.split("/");
  const known = serviceNames.find((each) => each === service);
  if (known === undefined || more.length > 0)
    throw new ConsoleError(
      "NotFound",
      `There is no service ${service.slice(0, 64)}: the path is /console/api/SERVICE/OPERATION.`,
    );
  return { service: known, name };
}
