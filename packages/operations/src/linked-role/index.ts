export {
  linkedRoleName,
  linkedRolePath,
  linkedRoleTrust,
  makeLinkedRole,
} from "./linked-role.ts";
export { findLinkedService, type LinkedService } from "./linked-service.ts";
