import { request } from "./request.ts";

/** An identity provider that an account shows to whoever comes to sign in. */
export interface Company {
  readonly displayName: string;
  readonly signInUrl: string;
}

/** @param account an id or an alias; of one that published none, or is not there, none is told */
export async function listCompanies(account: string, signal: AbortSignal): Promise<readonly Company[]> {
  const told = await request<{ readonly companies: readonly Company[] }>("/session/companies", {
    method: "POST",
    body: { account },
    signal,
  });
  return told.companies;
}
