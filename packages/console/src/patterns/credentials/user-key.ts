/** An access key of a user, as ListAccessKeys tells it. */
export interface UserKey {
  readonly AccessKeyId: string;
  readonly Status: "Active" | "Inactive" | "Expired";
  readonly CreateDate: string;
}
