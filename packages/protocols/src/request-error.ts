import {
  type CommonErrorName,
  commonErrorOnWire,
  type OtherProtocol,
  type ProtocolName,
  type ServiceContract,
  type ServiceName,
} from "@rolecall/contracts";

/** What stands on the wire for an error. */
export interface WireError {
  readonly code: string;
  readonly message: string;
  /** Absent: the contract's, else 400. */
  readonly httpStatus?: number | undefined;
  /** Further members of the error's shape. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/** A request that leads to no operation, or whose input its contract does not allow. */
export class RequestError extends Error implements WireError {
  readonly protocol: ProtocolName;
  /** Absent where the request names no service. */
  readonly service: ServiceName | undefined;
  readonly code: string;
  readonly httpStatus: number | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(protocol: ProtocolName, service: ServiceName | undefined, error: WireError) {
    super(error.message);
    this.name = "RequestError";
    this.protocol = protocol;
    this.service = service;
    this.code = error.code;
    this.httpStatus = error.httpStatus;
    this.details = error.details;
  }
}

/** A request for a service of AWS that has no contract here. */
export class OtherServiceError extends Error {
  readonly protocol: OtherProtocol;
  /** The service's signing name, as the request has it. */
  readonly signingName: string;

  constructor(protocol: OtherProtocol, signingName: string) {
    super(`The request is for another service: ${signingName}.`);
    this.name = "OtherServiceError";
    this.protocol = protocol;
    this.signingName = signingName;
  }
}

/** Who refuses a request: as much of it as the request told. */
interface Refuser {
  readonly protocol: ProtocolName;
  readonly service?: ServiceName | undefined;
}

export function commonRequestError(name: CommonErrorName, refuser: Refuser, message: string): RequestError {
  const { protocol, service } = refuser;
  return new RequestError(protocol, service, { ...commonErrorOnWire(name, protocol), message });
}

/** The error for input that cannot even be read. */
export function malformedInput(contract: ServiceContract, message: string): RequestError {
  return commonRequestError("malformedInput", contract, message);
}
