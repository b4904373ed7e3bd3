import { calledBy } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import { constraintViolation } from "../error.ts";
import { wholeOrganization } from "../subject/whole-organization.ts";
import { withNewTags } from "../subject/with-new-tags.ts";

/**
 * An installation has one partition, and no account of it is linked with another: what AWS answers where GovCloud was not enabled.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateGovCloudAccount.html
 */
export const createGovCloudAccount = organizations.write("CreateGovCloudAccount", {
  on: calledBy("management", withNewTags(wholeOrganization)),
  perform: async () => {
    throw constraintViolation("MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED");
  },
});
