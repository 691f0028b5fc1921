/** App id of Microsoft Graph. */
export const MICROSOFT_GRAPH = '00000003-0000-0000-c000-000000000000'
/** App id of Office 365 Exchange Online. */
export const EXCHANGE_ONLINE = '00000002-0000-0ff1-ce00-000000000000'

/** Ids of app roles, by name. https://learn.microsoft.com/graph/permissions-reference */
export const appRoleIds: Readonly<Record<string, { resource: string; id: string }>> = {
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
  'DelegatedAdminRelationship.Read.All': { resource: MICROSOFT_GRAPH, id: 'f6e9e124-4586-492f-adc0-c6f96e4823fd' },
  'Exchange.ManageAsApp': { resource: EXCHANGE_ONLINE, id: 'dc50a0fb-09a3-484d-be87-e023b12c6440' },
}
