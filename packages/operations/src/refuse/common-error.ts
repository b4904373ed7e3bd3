import { type CommonErrorName, commonErrorOnWire } from "@rolecall/contracts";

/** An error that every operation of every service may answer. Each protocol has its own code and status for it. */
export class CommonError extends Error {
  readonly commonName: CommonErrorName;
  constructor(commonName: CommonErrorName, message: string) {
    super(message);
    this.name = "CommonError";
    this.commonName = commonName;
  }

  /** As the Query protocol has it. */
  get code(): string {
    return commonErrorOnWire(this.commonName, "query").code;
  }
}

/** @example throw commonError("validationError", "Invalid Marker."); */
export function commonError(name: CommonErrorName, message: string): CommonError {
  return new CommonError(name, message);
}
