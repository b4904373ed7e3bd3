/**
 * Data: the names of AWS's services as principals, without the `.amazonaws.com` behind them. AWS publishes no list. What is new
 * or missing is added where it is documented or recorded.
 */

/**
 * Taken by IAM in the trust policy of a role, as the project iam-floyd tried each of them in October 2026 (its list of service
 * principals; Apache-2.0).
 */
const RECORDED = `
a4b access-analyzer access-grants.s3 account account-access acm acm-pca aco-automation agent-registry
agent.wellarchitected agentless.inspector2 aiops airflow airflow-env airflow-serverless ami.inspector2 amplify
apidestinations.events apigateway app-integrations appfabric appflow application-autoscaling application-insights
application-signals.cloudwatch application-transformation appmesh apprunner appstream
appstream.application-autoscaling appsync aps artifact assets.marketplace athena auditmanager automation autoscaling
autoscaling-plans aws-artifact-account-sync aws-external-anthropic backup batch bedrock bedrock-agentcore
bedrock-mantle braket budgets bugbust cassandra-streams cassandra.application-autoscaling channels.lex
channels.lexv2 chatbot chime cleanrooms cleanrooms-ml cloud9 clouddirectory cloudformation cloudfront cloudhsm
cloudsearch cloudtrail cloudwatch cloudwatch-crossaccount codeartifact codebuild codecatalyst codecatalyst-runner
codecommit codedeploy codeguru-profiler codeguru-reviewer codeguru-security codepipeline codestar
codestar-notifications cognito-idp cognito-sync comprehend comprehend.application-autoscaling compute-optimizer
config config-conforms config-multiaccountsetup connect connect-campaigns context.cloudtrail
continuousexport.discovery contract.iq contributorinsights.dynamodb controltower cost-optimization-hub.bcm
costalerts credentials.iot custom-resource.application-autoscaling custom.rds custom.rds-preview databrew
dataexchange datapipeline datasync datazone datazonecontrol dax deeplens delivery.logs detective devops-guru diode
directconnect directquery.opensearchservice discovery dlm dms dmsintegration.migrationhub docdb-elastic drs ds dsql
dynamodb dynamodb.application-autoscaling ec ec2 ec2-images ec2-instance-connect ec2.application-autoscaling
ec2.application-status-checks ec2.capacitymanager ec2fastlaunch ec2fleet ec2scheduled ec2sqlha ecr ecs ecs-compute
ecs-tasks ecs.application-autoscaling edgelambda eks eks-connector eks-fargate eks-fargate-pods eks-nodegroup
elasticache elasticache.application-autoscaling elasticbeanstalk elasticfilesystem elasticloadbalancing
elasticmapreduce elastictranscoder email.cognito-idp emr-containers emr-serverless entityresolution es
event-processor.health events events.managedservices events.workmail evs finops-agent finspace firehose fis fms
forecast frauddetector freertos fsx gamelift glacier globalaccelerator glue grafana greengrass groundstation
guardduty health healthlake honeycode iam imagebuilder importexport inspector inspector2 internetmonitor iot
iotanalytics iotevents iotmanagedintegrations iotroborunner iotsitewise iotthingsgraph iottwinmaker ivs
job.sagemaker justintimeaccess.ssm kafka kafka.application-autoscaling kafkaconnect kendra kinesis kinesisanalytics
kinesisreplication.dynamodb kms lakeformation lambda lambda.application-autoscaling launchwizard lex lexv2
license-management.marketplace license-manager license-manager-user-subscriptions license-manager.member-account
lightsail logger.cloudfront logs lookoutequipment lookoutmetrics m2 machinelearning macie
maintenance.elasticbeanstalk malware-protection-plan.guardduty malware-protection.guardduty managedblockchain
managedservices managedupdates.elasticbeanstalk mediaconnect mediaconvert mediapackage mediastore mediatailor
medical-imaging meetings.chime member.org.stacksets.cloudformation memorydb metrics.wellarchitected mgn migrationhub
migrationhub-orchestrator migrationhub-strategy mobileanalytics mobilehub monitoring.rds monitoring.thinclient
monitron mpa mq neptune-graph neptune.application-autoscaling network-connectors.lambda network-firewall
network-security-director network-security-manager network.bedrock-agentcore networkmanager notifications
notifications.ssm observability.aoss observabilityadmin odb omics opensearchservice ops.apigateway
ops.emr-serverless opsworks opsworks-cm organizations orgsdatasync.servicecatalog osis outposts panorama
partnercentral-account-management pcs permission.iq personalize pinpoint pipes pods.eks practice-run.arc-zonal-shift
private-marketplace.marketplace profile proton purchaseorders q qapps qbusiness qldb quicksight ram rds rds-preview
rds.application-autoscaling redshift redshift-data redshift-serverless refactor-spaces rekognition
remediation.config replication.cassandra replication.dynamodb replication.ecr replication.lexv2 replication.s3tables
replicator.lambda reporting.trustedadvisor repository.sync.codeconnections repostspace
resale-authorization.marketplace researchstudio resource-explorer-2 resource-groups
resource-snapshot-job.partnercentral-selling restore-testing.backup robomaker rolesanywhere route53 route53domains
route53resolver rtbfabric runtime-identity.bedrock-agentcore runtime-instances.bedrock-agentcore s3 s3-outposts
s3.data-source.lustre.fsx sagemaker sagemaker-geospatial sagemaker.application-autoscaling scaler.lambda scheduler
schema-conversion.dms schemas scraper.aps secretsmanager security-ir securityagent securityhub securityhubv2
securitylake self-managed-vpce.osis serverlessrepo servicecatalog servicecatalog-appregistry servicediscovery
servicequotas ses shield signer signin sms sms-voice smsintegration.migrationhub sns social-messaging spot spotfleet
sqlworkbench sqs ssm ssm-guiconnect ssm-incidents ssm-quicksetup ssm-sap ssm.integrations sso states storagegateway
streams.metrics.cloudwatch sts support supportplans swf sync.proton synthetics tagpolicies.tag
telemetry-enablement.observabilityadmin telemetry-pipelines.observabilityadmin textract thirdparty.config
thirdparty.inspector2 timestream timestream-influxdb transcribe transfer transform-custom transitgateway translate
triage.security-ir trustedadvisor tts vmie vpc-flow-logs vpc-lattice vpcorigin.cloudfront waf waf-regional wafv2 wam
wellarchitected workdocs worklink workmail workspaces workspaces-instances workspaces.application-autoscaling xray`;

/** From the pages of the services' user guides on roles, bucket policies, service-linked roles and trusted access. */
const DOCUMENTED = `
accountdiscovery.ssm aiops.alarms.cloudwatch batchoperations.s3 billingreports build.apprunner
capacity-reservation-fleet cks.kms clientvpn clientvpn-connections codebuild.proton credentials.deadline
dashboard.eks deployment.marketplace directoryservice.rds discovery-datasync dms-data-migrations dms-fleet-advisor
eks-local-outposts elasticmapreduce.application-autoscaling emrwal export.rds hooks.cloudformation
hyperpod.sagemaker ipam lambda.alarms.cloudwatch license-manager.master-account logdelivery.elasticloadbalancing
logs-centralization.observabilityadmin management.chatbot mediapipelines.chime messaging.chime monitor.iotsitewise
mrk.kms networking.apprunner nimble ops.athena opsdatasync.ssm opsinsights.ssm osis-pipelines
procurement-insights.marketplace pullthroughcache.ecr purchase-orders.marketplace
reachabilityanalyzer.networkinsights report.declarative-policies-ec2 reports.backup resource-management.securitylake
resources.cloudformation role-manager.iam s2svpn sagemaker-queuing.batch sdmp split-cost-allocation-data.bcm
ssm-incidents.alarms.cloudwatch ssm.alarms.cloudwatch stacksets.cloudformation storage-lens.s3 sync.servicecatalog
synchronization.connect tasks.apprunner testgrid.devicefarm topology.networkflowmonitor transcription.chime
user-attribute-cost-allocation-data voiceconnector.chime`;

/**
 * Prefixes of actions in the Service Authorization Reference of September 2026 which are not above. Not all are principals; a
 * name that is taken wrongly does less harm than one that is refused wrongly. `s3files` was recorded as refused.
 */
const PREFIXES = `
a2c action-recommendations activate agentaccess-mcp aidevops amplifybackend amplifyuibuilder aoss appconfig
application-signals application-signals-mcp applicationinsights appmesh-preview appstudio apptest arc-region-switch
arc-zonal-shift arsenal aws-marketplace aws-marketplace-management aws-portal awsconnector b2bi backup-gateway
backup-search backup-storage bcm-dashboards bcm-data-exports bcm-pricing-calculator bcm-recommended-actions
bedrock-websearch billing billingconductor cases cassandra ce cloudfront-keyvaluestore cloudshell cloudtrail-data
codeconnections codedeploy-commands-secure codeguru codestar-connections codewhisperer cognito-identity
comprehendmedical consoleapp consolidatedbilling controlcatalog cost-optimization-hub cur customer-verification
dbqms deadline devicefarm ds-data ebs ec2messages ecr-public ecs-mcp eks-auth eks-mcp elemental-activations
elemental-appliances-software elemental-inference elemental-support-cases elemental-support-content eventsbilltoaws
evidently execute-api finspace-api freetier gameliftstreams geo geo-maps geo-places geo-routes groundtruthlabeling
health-agent identity-sync identitystore identitystore-auth inspector-scan inspector2-telemetry interconnect
invoicing iot-device-tester iotdeviceadvisor iotfleethub iotfleetwise iotjobsdata iotwireless iq iq-permission
ivschat kafka-cluster kendra-ranking kinesisvideo license-manager-linux-subscriptions lookoutvision macie2
managedblockchain-query mapcredits marketplacecommerceanalytics mechanicalturk mediaimport medialive
mediapackage-vod mediapackagev2 mgh mobiletargeting neptune-db networkflowmonitor networkmanager-chat networkmonitor
notifications-contacts nova-act oam one opensearch partnercentral payment-cryptography payments pca-connector-ad
pca-connector-scep pi polly pricing pricingplanmanager private-networks purchase-orders qdeveloper rbin rds-data
rds-db resiliencehub resource-explorer rhelkb route53-recovery-cluster route53-recovery-control-config
route53-recovery-readiness route53globalresolver route53profiles rum s3-object-lambda s3express s3tables s3vectors
sagemaker-data-science-assistant sagemaker-mlflow sagemaker-unified-studio-mcp savingsplans scn sdb serviceextract
simspaceweaver snow-device-management snowball ssm-contacts ssmmessages sso-directory sso-oauth support-console
supportapp supportauthz sustainability tag tax thinclient tiros tnb transform ts user-subscriptions uxc
vendor-insights verified-access verifiedpermissions voiceid vpc-lattice-svcs vpce wickr wisdom workmailmessageflow
workspaces-web`;

export const SERVICE_NAMES: ReadonlySet<string> = new Set(
  [RECORDED, DOCUMENTED, PREFIXES].flatMap((names) => names.trim().split(/\s+/)),
);
