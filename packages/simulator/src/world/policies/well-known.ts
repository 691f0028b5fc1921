import { roleTemplateId } from '../roles.js'

/** Applications of Microsoft that policies name. https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in */
export const APPS = {
  exchangeOnline: '00000002-0000-0ff1-ce00-000000000000',
  sharePointOnline: '00000003-0000-0ff1-ce00-000000000000',
  azureManagement: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
  azureDevOps: '499b84ac-1321-427f-aa17-267ca6975798',
  intuneEnrollment: 'd4ebce55-015a-49b5-a083-c84d1797ae8c',
}

/** Built-in authentication strengths. https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths */
export const STRENGTHS = {
  multifactor: '00000000-0000-0000-0000-000000000002',
  passwordless: '00000000-0000-0000-0000-000000000003',
  phishingResistant: '00000000-0000-0000-0000-000000000004',
}

/** Roles that Microsoft's template for administrators names, and others with much power. */
export const ADMIN_ROLES = [
  'Global Administrator',
  'Privileged Role Administrator',
  'User Administrator',
  'SharePoint Administrator',
  'Exchange Administrator',
  'Hybrid Identity Administrator',
  'Application Administrator',
  'Cloud Application Administrator',
  'Security Administrator',
  'Conditional Access Administrator',
  'Helpdesk Administrator',
  'Authentication Administrator',
  'Privileged Authentication Administrator',
  'Password Administrator',
  'Intune Administrator',
  'Teams Administrator',
].map(roleTemplateId)

/** The group that stands for everyone in policies of authentication methods. */
export const ALL_USERS = 'all_users'
export const NOBODY = '00000000-0000-0000-0000-000000000000'
