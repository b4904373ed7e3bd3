/** `444455556666` → `4444-5555-6666`, as AWS's console shows it. */
export function formatAccountId(accountId: string): string {
  return accountId.replace(/^(\d{4})(\d{4})(\d{4})$/, "$1-$2-$3");
}
