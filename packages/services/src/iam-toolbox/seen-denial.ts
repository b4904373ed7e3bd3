import type { DenialDetails } from "@rolecall/operations";
import type { DenialRecord } from "@rolecall/store";

/** An account, and the organization that it is in now. */
export interface DenialReader {
  readonly accountId: string;
  readonly organizationId?: string | undefined;
}

/** A denial, and the account by whose eyes it is seen. */
export interface SeenDenial {
  readonly record: DenialRecord;
  readonly details: DenialDetails;
  readonly reader: DenialReader;
}
