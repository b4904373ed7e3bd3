/** The policy that most tests of policies are about. */
import type { IamOperations } from "@rolecall/contracts";
import type { Harness } from "../../harness.test-support.ts";
import { allowing } from "../document.test-support.ts";

export const PHOTOS = "arn:aws:iam::111111111111:policy/app/Photos";

export function createPhotos(
  h: Harness<IamOperations>,
  input: Partial<IamOperations["CreatePolicy"]["input"]> = {},
) {
  const PolicyDocument = allowing("s3:GetObject");
  return h.ask(h.root, "CreatePolicy", { PolicyName: "Photos", Path: "/app/", PolicyDocument, ...input });
}

export async function getPhotos(h: Harness<IamOperations>, PolicyArn = PHOTOS) {
  return (await h.ask(h.root, "GetPolicy", { PolicyArn })).Policy;
}
