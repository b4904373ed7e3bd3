/** Which identity providers an account shows where people sign in. Versions before can work beside it, and forget them where they change the account's settings. */
export const signInProviders = /* sql */ `
ALTER TABLE account_settings ADD COLUMN sign_in_providers TEXT;
`;
