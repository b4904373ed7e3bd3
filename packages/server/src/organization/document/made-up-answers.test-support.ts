/** What the AWS CLI answers about a small organization, as docs/organizations.md collects it. */
const M = "111111111111";
const arn = (rest: string) => `arn:aws:organizations::${M}:${rest}`;

const FULL = {
  PolicySummary: {
    Id: "p-FullAWSAccess",
    Arn: "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess",
    Name: "FullAWSAccess",
    Description: "Allows access to every operation",
    Type: "SERVICE_CONTROL_POLICY",
    AwsManaged: true,
  },
  Content: "{}",
};

export const DENY_LEAVING =
  '{\n  "Version": "2012-10-17",\n  "Statement": [{ "Effect": "Deny", "Action": "organizations:LeaveOrganization", "Resource": "*" }]\n}';

const account = (Id: string, Name: string, more: object = {}) => ({
  Id,
  Arn: arn(`account/o-exampleorgid/${Id}`),
  Email: `${Name}@company.example`,
  Name,
  Status: "ACTIVE",
  State: "ACTIVE",
  JoinedMethod: "CREATED",
  JoinedTimestamp: "2021-03-04T05:06:07.890000+00:00",
  ...more,
});

const ACCOUNTS = [
  account("333333333333", "old-shop", { Status: "SUSPENDED", State: "CLOSED" }),
  account("222222222222", "shop", { JoinedMethod: "INVITED", JoinedTimestamp: 1_614_834_367.5 }),
  account(M, "company", { JoinedMethod: "INVITED" }),
];

const targets = (...ids: readonly string[]) => ({ Targets: ids.map((TargetId) => ({ TargetId })) });

export const ANSWERS = {
  "describe-organization": {
    Organization: {
      Id: "o-exampleorgid",
      Arn: arn("organization/o-exampleorgid"),
      FeatureSet: "ALL",
      MasterAccountArn: arn(`account/o-exampleorgid/${M}`),
      MasterAccountId: M,
      MasterAccountEmail: "company@company.example",
      AvailablePolicyTypes: [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }],
    },
  },
  "list-roots": {
    Roots: [
      {
        Id: "r-ab12",
        Arn: arn("root/o-exampleorgid/r-ab12"),
        Name: "Root",
        PolicyTypes: [
          { Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" },
          { Type: "TAG_POLICY", Status: "ENABLED" },
        ],
      },
    ],
  },
  "list-accounts": { Accounts: ACCOUNTS },
  "list-organizational-units-for-parent": {
    "r-ab12": { OrganizationalUnits: [{ Id: "ou-ab12-workload", Arn: "", Name: "Workloads" }] },
    "ou-ab12-workload": { OrganizationalUnits: [{ Id: "ou-ab12-retired0", Arn: "", Name: "Retired" }] },
    "ou-ab12-retired0": { OrganizationalUnits: [] },
  },
  "list-accounts-for-parent": {
    "r-ab12": { Accounts: [ACCOUNTS[2]] },
    "ou-ab12-workload": { Accounts: [ACCOUNTS[1]] },
    "ou-ab12-retired0": { Accounts: [ACCOUNTS[0]] },
  },
  "describe-policy": {
    "p-FullAWSAccess": { Policy: FULL },
    "p-leaving00": {
      Policy: {
        PolicySummary: {
          Id: "p-leaving00",
          Arn: arn("policy/o-exampleorgid/service_control_policy/p-leaving00"),
          Name: "DenyLeaving",
          Description: "Nobody leaves",
          Type: "SERVICE_CONTROL_POLICY",
          AwsManaged: false,
        },
        Content: DENY_LEAVING,
      },
    },
    "p-tags0000": {
      Policy: {
        PolicySummary: {
          Id: "p-tags0000",
          Name: "DenyLeaving",
          Description: "",
          Type: "TAG_POLICY",
          AwsManaged: false,
        },
        Content: '{"tags":{"costcenter":{"tag_key":{"@@assign":"CostCenter"}}}}',
      },
    },
  },
  "list-targets-for-policy": {
    "p-FullAWSAccess": targets("r-ab12", "ou-ab12-workload", M, "222222222222", "333333333333"),
    "p-leaving00": targets("r-ab12", "ou-ab12-retired0"),
    "p-tags0000": targets("222222222222"),
  },
  "list-tags-for-resource": {
    "222222222222": { Tags: [{ Key: "team", Value: "retail" }] },
    "p-leaving00": { Tags: [] },
  },
  "list-aws-service-access-for-organization": {
    EnabledServicePrincipals: [
      { ServicePrincipal: "sso.amazonaws.com", DateEnabled: "2021-03-04T05:06:07+00:00" },
    ],
  },
  "list-delegated-administrators": { DelegatedAdministrators: [] },
  "list-delegated-services-for-account": {
    "222222222222": {
      DelegatedServices: [
        { ServicePrincipal: "sso.amazonaws.com", DelegationEnabledDate: "2021-03-05T05:06:07+00:00" },
      ],
    },
  },
};
