import { defineQuotas } from "@rolecall/operations";

/** The Account service's quotas. AWS does not publish how often a code may be guessed: the values are ours. */
export const ACCOUNT_QUOTAS = defineQuotas("account", {
  /** Wrong guesses of one code, behind which a new one has to be asked for. */
  CodeGuesses: 5,
});

export type AccountQuota = keyof typeof ACCOUNT_QUOTAS.defaults;
