/** `{ service: "iam", operation: "GetUser", input: { UserName: ":userName" } }`: what is `:` and a name is taken from the path. */
export interface FirstCall {
  readonly service: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}
