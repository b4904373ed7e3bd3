import { defineService, type Service } from "@rolecall/access";

/** IAM: each family file contributes its operations. */
export const iamService: Service = defineService("iam", []);
