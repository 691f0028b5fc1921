import { type ServiceRole, serviceRoleIds } from './service-sets.js'

/** App id of Microsoft Graph. */
export const MICROSOFT_GRAPH = '00000003-0000-0000-c000-000000000000'

/** Ids of app roles, by name. https://learn.microsoft.com/graph/permissions-reference */
export const appRoleIds: Readonly<Record<string, ServiceRole>> = {
  'Organization.Read.All': { resource: MICROSOFT_GRAPH, id: '498476ce-e0fe-48b0-b801-37ba7e2685c6' },
  'User.Read.All': { resource: MICROSOFT_GRAPH, id: 'df021288-bdef-4463-88db-98f22de89214' },
  'User.ReadWrite.All': { resource: MICROSOFT_GRAPH, id: '741f803b-c850-494e-b5df-cde7c675a1ca' },
  'Group.Read.All': { resource: MICROSOFT_GRAPH, id: '5b567255-7703-4780-807c-7be8301ae99b' },
  'Group.ReadWrite.All': { resource: MICROSOFT_GRAPH, id: '62a82d76-70ea-41e2-9197-370581804d09' },
  'Directory.Read.All': { resource: MICROSOFT_GRAPH, id: '7ab1d382-f21e-4acd-a863-ba3e13f7da61' },
  'AuditLog.Read.All': { resource: MICROSOFT_GRAPH, id: 'b0afded3-3588-46d8-8b3d-9842eff778da' },
  'Application.Read.All': { resource: MICROSOFT_GRAPH, id: '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30' },
  'SecurityEvents.Read.All': { resource: MICROSOFT_GRAPH, id: 'bf394140-e372-4bf9-a898-299cfc7564e5' },
  'Policy.Read.All': { resource: MICROSOFT_GRAPH, id: '246dd0d5-5bd0-4def-940b-0421030a5b68' },
  'RoleManagement.Read.Directory': { resource: MICROSOFT_GRAPH, id: '483bed4a-2ad3-4361-a73b-c83ccdbdc53c' },
  'UserAuthenticationMethod.Read.All': { resource: MICROSOFT_GRAPH, id: '38d9df27-64da-44fd-b7c5-a6fbac20248f' },
  'IdentityRiskyUser.Read.All': { resource: MICROSOFT_GRAPH, id: 'dc5007c0-2d7d-4c42-879c-2dab87571379' },
  'ServiceHealth.Read.All': { resource: MICROSOFT_GRAPH, id: '79c261e0-fe76-4144-aad5-bdc68fbe4037' },
  'SharePointTenantSettings.Read.All': { resource: MICROSOFT_GRAPH, id: '83d4163d-a2d8-4d3b-9695-4ae3ca98f888' },
  'Domain.Read.All': { resource: MICROSOFT_GRAPH, id: 'dbb9058a-0e50-45d7-ae91-66909b5d4664' },
  'GroupSettings.Read.All': { resource: MICROSOFT_GRAPH, id: 'f3c4f514-c65a-43f5-bfce-1735872258dd' },
  'Policy.Read.DeviceConfiguration': { resource: MICROSOFT_GRAPH, id: 'bdba4817-6ba1-4a7c-8a01-be9bc7c242dd' },
  'Policy.Read.B2BManagementPolicy': { resource: MICROSOFT_GRAPH, id: 'b41683de-870d-4462-939a-1a3d94f3accf' },
  'RoleManagementPolicy.Read.AzureADGroup': { resource: MICROSOFT_GRAPH, id: '69e67828-780e-47fd-b28c-7b27d14864e6' },
  'AccessReview.Read.All': { resource: MICROSOFT_GRAPH, id: 'd07a8cc0-3d51-4b77-b3b0-32704d1f69fa' },
  'Reports.Read.All': { resource: MICROSOFT_GRAPH, id: '230c1aed-a721-4c5d-9cb4-a90514e508ef' },
  'OrgSettings-Forms.Read.All': { resource: MICROSOFT_GRAPH, id: '434d7c66-07c6-4b1f-ab21-417cf2cdaaca' },
  'OrgSettings-AppsAndServices.Read.All': { resource: MICROSOFT_GRAPH, id: '56c84fa9-ea1f-4a15-90f2-90ef41ece2c9' },
  'DeviceManagementConfiguration.Read.All': { resource: MICROSOFT_GRAPH, id: 'dc377aa6-52d8-4e23-b271-2a7ae04cedf3' },
  'DeviceManagementManagedDevices.Read.All': { resource: MICROSOFT_GRAPH, id: '2f51be20-0bb4-4fed-bf7b-db946066c75e' },
  'SecurityIdentitiesHealth.Read.All': { resource: MICROSOFT_GRAPH, id: 'f8dcd971-5d83-4e1e-aa95-ef44611ad351' },
  'SecurityIdentitiesSensors.Read.All': { resource: MICROSOFT_GRAPH, id: '5f0ffea2-f474-4cf2-9834-61cda2bcea5c' },
  'ThreatHunting.Read.All': { resource: MICROSOFT_GRAPH, id: 'dd98c7f5-2d42-42d3-a0e4-633161547251' },
  'DelegatedAdminRelationship.Read.All': { resource: MICROSOFT_GRAPH, id: 'f6e9e124-4586-492f-adc0-c6f96e4823fd' },
  ...serviceRoleIds,
}
