/**
 * Application permissions of Microsoft Graph with which an application can make itself, or anyone, an administrator.
 * https://learn.microsoft.com/graph/permissions-reference
 */
export const tenantTakingPermissions: Readonly<Record<string, string>> = {
  '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8': 'RoleManagement.ReadWrite.Directory',
  'dd199f4a-f148-40a4-a2ec-f0069cc799ec': 'RoleAssignmentSchedule.ReadWrite.Directory',
  'fee28b28-e1f3-4841-818e-2704dc62245f': 'RoleEligibilitySchedule.ReadWrite.Directory',
  '31e08e0a-d3f7-4ca2-ac39-7343fb83e8ad': 'RoleManagementPolicy.ReadWrite.Directory',
  '025d3225-3f02-4882-b4c0-cd5b541a4e80': 'RoleManagement.ReadWrite.Exchange',
  '8b7e8c0a-7e9d-4049-97ec-04b5e1bcaf05': 'RoleManagement.ReadWrite.Defender',
  '06b708a9-e830-4db3-a914-8e69da51d44f': 'AppRoleAssignment.ReadWrite.All',
  '8e8e4742-1d95-4f68-9d56-6ee75648c72a': 'DelegatedPermissionGrant.ReadWrite.All',
  'a402ca1c-2696-4531-972d-6e5ee4aa11ea': 'Policy.ReadWrite.PermissionGrant',
  '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9': 'Application.ReadWrite.All',
  '19dbc75e-c2e2-444c-a770-ec69d8559fc7': 'Directory.ReadWrite.All',
  '741f803b-c850-494e-b5df-cde7c675a1ca': 'User.ReadWrite.All',
  'cc117bb9-00cf-4eb8-b580-ea2a878fe8f7': 'User-PasswordProfile.ReadWrite.All',
  '50483e42-d915-4231-9639-7fdb7fd190e5': 'UserAuthenticationMethod.ReadWrite.All',
  '7e05723c-0bb0-42da-be95-ae9f08a6e53c': 'Domain.ReadWrite.All',
  '90db2b9a-d928-4d33-a4dd-8442ae3d41e4': 'IdentityProvider.ReadWrite.All',
  '292d869f-3427-49a8-9dab-8c70152b74e9': 'Organization.ReadWrite.All',
  'c22a92cc-79bf-4bb1-8b6c-e0a05d3d80ce': 'OnPremDirectorySynchronization.ReadWrite.All',
  '01c0a623-fc9b-48e9-b794-0756f8e8f067': 'Policy.ReadWrite.ConditionalAccess',
  '29c18626-4985-4dcd-85c0-193eef327366': 'Policy.ReadWrite.AuthenticationMethod',
  'fb221be6-99f2-473f-bd32-01c6a0e9ca3b': 'Policy.ReadWrite.Authorization',
  '1c6e93a6-28e2-4cbb-9f64-1a46a821124d': 'Policy.ReadWrite.SecurityDefaults',
  '338163d7-f101-4c92-94ba-ca46fe52447c': 'Policy.ReadWrite.CrossTenantAccess',
}

/** Those that open what everyone has written: mail, files and chats. */
export const allDataPermissions: Readonly<Record<string, string>> = {
  '810c84a8-4a9e-49e6-bf7d-12d183f40d01': 'Mail.Read',
  'e2a3a72e-5f79-4c64-b1b1-878b674786c9': 'Mail.ReadWrite',
  'b633e1c5-b582-4048-a93e-9f11b44c7e96': 'Mail.Send',
  '01d4889c-1287-42c6-ac1f-5d1e02578ef6': 'Files.Read.All',
  '75359482-378d-4052-8f01-80520e7db3cd': 'Files.ReadWrite.All',
  '332a536c-c7ef-4017-ab91-336970924f0d': 'Sites.Read.All',
  '9492366f-7969-46a4-8d15-ed1a20078fff': 'Sites.ReadWrite.All',
  'a82116e5-55eb-4c41-a434-62fe8a61c773': 'Sites.FullControl.All',
  '6b7d71aa-70aa-4810-a8d9-5d9fb2830017': 'Chat.Read.All',
  '294ce7c9-31ba-490a-ad7d-97a7d075e4ed': 'Chat.ReadWrite.All',
  '7b2449af-6ccd-4f4d-9f78-e550c193f0d1': 'ChannelMessage.Read.All',
  'b2620db1-3bf7-4c5b-9cb9-576d29eac736': 'eDiscovery.ReadWrite.All',
}

/** Those that open mailboxes, and that an access policy of Exchange can narrow to some of them. */
export const mailboxPermissions: Readonly<Record<string, string>> = {
  '810c84a8-4a9e-49e6-bf7d-12d183f40d01': 'Mail.Read',
  '6be147d2-ea4f-4b5a-a3fa-3eab6f3c140a': 'Mail.ReadBasic',
  '693c5e45-0940-467d-9b8a-1022fb9d42ef': 'Mail.ReadBasic.All',
  'e2a3a72e-5f79-4c64-b1b1-878b674786c9': 'Mail.ReadWrite',
  'b633e1c5-b582-4048-a93e-9f11b44c7e96': 'Mail.Send',
  '40f97065-369a-49f4-947c-6a255697ae91': 'MailboxSettings.Read',
  '6931bccd-447a-43d1-b442-00a195474933': 'MailboxSettings.ReadWrite',
  '7d9f353d-a7bd-4fbb-822a-26d5dd39a3ce': 'MailboxItem.Read.All',
  '99280d24-a782-4793-93cc-0888549957f6': 'MailboxFolder.Read.All',
  'fef87b92-8391-4589-9da7-eb93dab7dc8a': 'MailboxFolder.ReadWrite.All',
  '798ee544-9d2d-430c-a058-570e29e34338': 'Calendars.Read',
  '8ba4a692-bc31-4128-9094-475872af8a53': 'Calendars.ReadBasic.All',
  'ef54d2bf-783f-4e0f-bca1-3210c0444d99': 'Calendars.ReadWrite',
  '089fe4d0-434a-44c5-8827-41ba8a0b17f5': 'Contacts.Read',
  '6918b873-d17a-4dc1-b314-35f528134491': 'Contacts.ReadWrite',
}

/** The one of Exchange Online itself. */
export const fullAccessAsApp: Readonly<Record<string, string>> = {
  'dc890d15-9560-4a4c-9b7f-a736ec74ec40': 'full_access_as_app',
}

/** The permission by which an application does harm, if it is one of these. */
export function permissionName(permissions: Readonly<Record<string, string>>, appRoleId: string): string | undefined {
  return permissions[appRoleId.toLowerCase()]
}
