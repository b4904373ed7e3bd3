/** An access key of a user, as ListAccessKeys tells it. */
export interface UserKey {
  readonly AccessKeyId: string;
  readonly Status: "Active" | "Inactive" | "Expired";
  readonly CreateDate: string;
}

/** Whose key it is: IAM takes the caller's own where no name is given, which is how root means its own. */
export function userNamed(userName: string | undefined): { readonly UserName?: string } {
  return userName === undefined ? {} : { UserName: userName };
}
