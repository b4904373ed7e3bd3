/**
 * The services that have service-linked roles, as they were recorded on AWS in 2025: the role's name and the policy it has, of
 * those whose policy AWS still publishes.
 */
export interface LinkedService {
  /** As the trust policy names it: `batch.amazonaws.com`. Its case counts. */
  readonly service: string;
  readonly roleName: string;
  /** Under `arn:aws:iam::aws:policy/aws-service-role/`. */
  readonly policyName: string;
  readonly description?: string;
  /** Whether an account may have several of these roles, told apart by a suffix. */
  readonly takesSuffix?: true;
}

const SERVICES: readonly LinkedService[] = [
  {
    service: "accountdiscovery.ssm.amazonaws.com",
    roleName: "AWSServiceRoleForAmazonSSM_AccountDiscovery",
    policyName: "AWSSystemsManagerAccountDiscoveryServicePolicy",
  },
  {
    service: "acm.amazonaws.com",
    roleName: "AWSServiceRoleForCertificateManager",
    policyName: "CertificateManagerServiceRolePolicy",
  },
  {
    service: "appmesh.amazonaws.com",
    roleName: "AWSServiceRoleForAppMesh",
    policyName: "AWSAppMeshServiceRolePolicy",
  },
  {
    service: "autoscaling-plans.amazonaws.com",
    roleName: "AWSServiceRoleForAutoScalingPlans_EC2AutoScaling",
    policyName: "AWSAutoScalingPlansEC2AutoScalingPolicy",
  },
  {
    service: "autoscaling.amazonaws.com",
    roleName: "AWSServiceRoleForAutoScaling",
    policyName: "AutoScalingServiceRolePolicy",
    takesSuffix: true,
  },
  {
    service: "backup.amazonaws.com",
    roleName: "AWSServiceRoleForBackup",
    policyName: "AWSBackupServiceLinkedRolePolicyForBackup",
  },
  {
    service: "batch.amazonaws.com",
    roleName: "AWSServiceRoleForBatch",
    policyName: "BatchServiceRolePolicy",
  },
  {
    service: "cassandra.application-autoscaling.amazonaws.com",
    roleName: "AWSServiceRoleForApplicationAutoScaling_CassandraTable",
    policyName: "AWSApplicationAutoscalingCassandraTablePolicy",
  },
  {
    service: "cks.kms.amazonaws.com",
    roleName: "AWSServiceRoleForKeyManagementServiceCustomKeyStores",
    policyName: "AWSKeyManagementServiceCustomKeyStoresServiceRolePolicy",
  },
  {
    service: "cloudtrail.amazonaws.com",
    roleName: "AWSServiceRoleForCloudTrail",
    policyName: "CloudTrailServiceRolePolicy",
  },
  {
    service: "codestar-notifications.amazonaws.com",
    roleName: "AWSServiceRoleForCodeStarNotifications",
    policyName: "AWSCodeStarNotificationsServiceRolePolicy",
  },
  {
    service: "config.amazonaws.com",
    roleName: "AWSServiceRoleForConfig",
    policyName: "AWSConfigServiceRolePolicy",
  },
  {
    service: "connect.amazonaws.com",
    roleName: "AWSServiceRoleForAmazonConnect",
    policyName: "AmazonConnectServiceLinkedRolePolicy",
    takesSuffix: true,
  },
  {
    service: "dms-fleet-advisor.amazonaws.com",
    roleName: "AWSServiceRoleForDMSFleetAdvisor",
    policyName: "AWSDMSFleetAdvisorServiceRolePolicy",
  },
  {
    service: "dms.amazonaws.com",
    roleName: "AWSServiceRoleForDMSServerless",
    policyName: "AWSDMSServerlessServiceRolePolicy",
  },
  {
    service: "docdb-elastic.amazonaws.com",
    roleName: "AWSServiceRoleForDocDB-Elastic",
    policyName: "AmazonDocDB-ElasticServiceRolePolicy",
  },
  {
    service: "ec2-instance-connect.amazonaws.com",
    roleName: "AWSServiceRoleForEc2InstanceConnect",
    policyName: "Ec2InstanceConnectEndpoint",
  },
  {
    service: "ec2.application-autoscaling.amazonaws.com",
    roleName: "AWSServiceRoleForApplicationAutoScaling_EC2SpotFleetRequest",
    policyName: "AWSApplicationAutoscalingEC2SpotFleetRequestPolicy",
  },
  {
    service: "ecr.amazonaws.com",
    roleName: "AWSServiceRoleForECRTemplate",
    policyName: "ECRTemplateServiceRolePolicy",
  },
  {
    service: "ecs.amazonaws.com",
    roleName: "AWSServiceRoleForECS",
    policyName: "AmazonECSServiceRolePolicy",
  },
  {
    service: "eks-connector.amazonaws.com",
    roleName: "AWSServiceRoleForAmazonEKSConnector",
    policyName: "AmazonEKSConnectorServiceRolePolicy",
  },
  {
    service: "eks-fargate.amazonaws.com",
    roleName: "AWSServiceRoleForAmazonEKSForFargate",
    policyName: "AmazonEKSForFargateServiceRolePolicy",
  },
  {
    service: "eks-nodegroup.amazonaws.com",
    roleName: "AWSServiceRoleForAmazonEKSNodegroup",
    policyName: "AWSServiceRoleForAmazonEKSNodegroup",
  },
  {
    service: "eks.amazonaws.com",
    roleName: "AWSServiceRoleForAmazonEKS",
    policyName: "AmazonEKSServiceRolePolicy",
  },
  {
    service: "elasticache.amazonaws.com",
    roleName: "AWSServiceRoleForElastiCache",
    policyName: "ElastiCacheServiceRolePolicy",
  },
  {
    service: "elasticbeanstalk.amazonaws.com",
    roleName: "AWSServiceRoleForElasticBeanstalk",
    policyName: "AWSElasticBeanstalkServiceRolePolicy",
  },
  {
    service: "elasticfilesystem.amazonaws.com",
    roleName: "AWSServiceRoleForAmazonElasticFileSystem",
    policyName: "AmazonElasticFileSystemServiceRolePolicy",
  },
  {
    service: "elasticloadbalancing.amazonaws.com",
    roleName: "AWSServiceRoleForElasticLoadBalancing",
    policyName: "AWSElasticLoadBalancingServiceRolePolicy",
  },
  {
    service: "email.cognito-idp.amazonaws.com",
    roleName: "AWSServiceRoleForAmazonCognitoIdpEmailService",
    policyName: "AmazonCognitoIdpEmailServiceRolePolicy",
  },
  {
    service: "emr-containers.amazonaws.com",
    roleName: "AWSServiceRoleForAmazonEMRContainers",
    policyName: "AmazonEMRContainersServiceRolePolicy",
  },
  {
    service: "emrwal.amazonaws.com",
    roleName: "AWSServiceRoleForEMRWAL",
    policyName: "EMRDescribeClusterPolicyForEMRWAL",
  },
  {
    service: "fis.amazonaws.com",
    roleName: "AWSServiceRoleForFIS",
    policyName: "AmazonFISServiceRolePolicy",
  },
  {
    service: "grafana.amazonaws.com",
    roleName: "AWSServiceRoleForAmazonGrafana",
    policyName: "AmazonGrafanaServiceLinkedRolePolicy",
  },
  {
    service: "imagebuilder.amazonaws.com",
    roleName: "AWSServiceRoleForImageBuilder",
    policyName: "AWSServiceRoleForImageBuilder",
  },
  {
    service: "iotmanagedintegrations.amazonaws.com",
    roleName: "AWSServiceRoleForIoTManagedIntegrations",
    policyName: "AWSIoTManagedIntegrationsRolePolicy",
  },
  {
    service: "kafka.amazonaws.com",
    roleName: "AWSServiceRoleForKafka",
    policyName: "KafkaServiceRolePolicy",
  },
  {
    service: "kafkaconnect.amazonaws.com",
    roleName: "AWSServiceRoleForKafkaConnect",
    policyName: "KafkaConnectServiceRolePolicy",
  },
  {
    service: "lakeformation.amazonaws.com",
    roleName: "AWSServiceRoleForLakeFormationDataAccess",
    policyName: "LakeFormationDataAccessServiceRolePolicy",
  },
  {
    service: "lexv2.amazonaws.com",
    roleName: "AWSServiceRoleForLexV2Bots",
    policyName: "AmazonLexV2BotPolicy",
    takesSuffix: true,
  },
  {
    service: "lightsail.amazonaws.com",
    roleName: "AWSServiceRoleForLightsail",
    policyName: "LightsailExportAccess",
  },
  { service: "m2.amazonaws.com", roleName: "AWSServiceRoleForAWSM2", policyName: "AWSM2ServicePolicy" },
  {
    service: "memorydb.amazonaws.com",
    roleName: "AWSServiceRoleForMemoryDB",
    policyName: "MemoryDBServiceRolePolicy",
  },
  {
    service: "mq.amazonaws.com",
    roleName: "AWSServiceRoleForAmazonMQ",
    policyName: "AmazonMQServiceRolePolicy",
  },
  {
    service: "mrk.kms.amazonaws.com",
    roleName: "AWSServiceRoleForKeyManagementServiceMultiRegionKeys",
    policyName: "AWSKeyManagementServiceMultiRegionKeysServiceRolePolicy",
  },
  {
    service: "notifications.amazonaws.com",
    roleName: "AWSServiceRoleForAwsUserNotifications",
    policyName: "AWSUserNotificationsServiceLinkedRolePolicy",
  },
  {
    service: "observability.aoss.amazonaws.com",
    roleName: "AWSServiceRoleForAmazonOpenSearchServerless",
    policyName: "AmazonOpenSearchServerlessServiceRolePolicy",
  },
  {
    service: "opensearchservice.amazonaws.com",
    roleName: "AWSServiceRoleForAmazonOpenSearchService",
    policyName: "AmazonOpenSearchServiceRolePolicy",
  },
  {
    service: "ops.apigateway.amazonaws.com",
    roleName: "AWSServiceRoleForAPIGateway",
    policyName: "APIGatewayServiceRolePolicy",
  },
  {
    service: "ops.emr-serverless.amazonaws.com",
    roleName: "AWSServiceRoleForAmazonEMRServerless",
    policyName: "AmazonEMRServerlessServiceRolePolicy",
  },
  {
    service: "opsdatasync.ssm.amazonaws.com",
    roleName: "AWSServiceRoleForSystemsManagerOpsDataSync",
    policyName: "AWSSystemsManagerOpsDataSyncServiceRolePolicy",
  },
  {
    service: "opsinsights.ssm.amazonaws.com",
    roleName: "AWSServiceRoleForAmazonSSM_OpsInsights",
    policyName: "AWSSSMOpsInsightsServiceRolePolicy",
  },
  {
    service: "pullthroughcache.ecr.amazonaws.com",
    roleName: "AWSServiceRoleForECRPullThroughCache",
    policyName: "AWSECRPullThroughCache_ServiceRolePolicy",
  },
  {
    service: "ram.amazonaws.com",
    roleName: "AWSServiceRoleForResourceAccessManager",
    policyName: "AWSResourceAccessManagerServiceRolePolicy",
  },
  {
    service: "rds.amazonaws.com",
    roleName: "AWSServiceRoleForRDS",
    policyName: "AmazonRDSServiceRolePolicy",
    description: "Allows Amazon RDS to manage AWS resources on your behalf",
  },
  {
    service: "redshift.amazonaws.com",
    roleName: "AWSServiceRoleForRedshift",
    policyName: "AmazonRedshiftServiceLinkedRolePolicy",
  },
  {
    service: "replication.cassandra.amazonaws.com",
    roleName: "AWSServiceRoleForKeyspacesReplication",
    policyName: "KeyspacesReplicationServiceRolePolicy",
  },
  {
    service: "replication.ecr.amazonaws.com",
    roleName: "AWSServiceRoleForECRReplication",
    policyName: "ECRReplicationServiceRolePolicy",
  },
  {
    service: "repository.sync.codeconnections.amazonaws.com",
    roleName: "AWSServiceRoleForGitSync",
    policyName: "AWSGitSyncServiceRolePolicy",
  },
  {
    service: "resource-explorer-2.amazonaws.com",
    roleName: "AWSServiceRoleForResourceExplorer",
    policyName: "AWSResourceExplorerServiceRolePolicy",
  },
  {
    service: "rolesanywhere.amazonaws.com",
    roleName: "AWSServiceRoleForRolesAnywhere",
    policyName: "AWSRolesAnywhereServicePolicy",
  },
  {
    service: "s3-outposts.amazonaws.com",
    roleName: "AWSServiceRoleForS3OnOutposts",
    policyName: "AWSS3OnOutpostsServiceRolePolicy",
  },
  {
    service: "ses.amazonaws.com",
    roleName: "AWSServiceRoleForAmazonSES",
    policyName: "AmazonSESServiceRolePolicy",
  },
  {
    service: "shield.amazonaws.com",
    roleName: "AWSServiceRoleForAWSShield",
    policyName: "AWSShieldServiceRolePolicy",
  },
  {
    service: "ssm-incidents.amazonaws.com",
    roleName: "AWSServiceRoleForIncidentManager",
    policyName: "AWSIncidentManagerServiceRolePolicy",
  },
  {
    service: "ssm-quicksetup.amazonaws.com",
    roleName: "AWSServiceRoleForSSMQuickSetup",
    policyName: "SSMQuickSetupRolePolicy",
  },
  {
    service: "ssm.amazonaws.com",
    roleName: "AWSServiceRoleForAmazonSSM",
    policyName: "AmazonSSMServiceRolePolicy",
    description: "Provides access to AWS Resources managed or used by Amazon SSM.",
  },
  {
    service: "sso.amazonaws.com",
    roleName: "AWSServiceRoleForSSO",
    policyName: "AWSSSOServiceRolePolicy",
    description:
      "Service-linked role used by AWS SSO to manage AWS resources, including IAM roles, policies and SAML IdP on your behalf.",
  },
  {
    service: "vpcorigin.cloudfront.amazonaws.com",
    roleName: "AWSServiceRoleForCloudFrontVPCOrigin",
    policyName: "AWSCloudFrontVPCOriginServiceRolePolicy",
  },
  {
    service: "waf.amazonaws.com",
    roleName: "AWSServiceRoleForWAFLogging",
    policyName: "WAFLoggingServiceRolePolicy",
  },
  {
    service: "wafv2.amazonaws.com",
    roleName: "AWSServiceRoleForWAFV2Logging",
    policyName: "WAFV2LoggingServiceRolePolicy",
  },
];

/** By service name. */
export const LINKED_SERVICES: ReadonlyMap<string, LinkedService> = new Map(
  SERVICES.map((linked) => [linked.service, linked]),
);
