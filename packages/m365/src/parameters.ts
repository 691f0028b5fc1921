import { defineParameter } from '@tenantry/core'
import { z } from 'zod'

const names = z.array(z.string()).default([])

/** Which of Microsoft's clouds a tenant lives in. */
export const environment = defineParameter({
  id: 'environment',
  name: 'Cloud',
  help: 'Some settings do not exist in the clouds of the United States government.',
  schema: z.enum(['commercial', 'gcc', 'gcchigh', 'dod']),
  default: 'commercial',
})

/** Who may be left out of a Conditional Access policy. */
export const conditionalAccessExclusions = defineParameter({
  id: 'conditionalAccessExclusions',
  name: 'Exclusions from Conditional Access',
  help: 'Object ids of users and groups, ids of applications, and kinds of guests that policies may leave out, such as emergency accounts.',
  schema: z.object({ users: names, groups: names, applications: names, guestUserTypes: names }),
  default: { users: [], groups: [], applications: [], guestUserTypes: [] },
})

export type ConditionalAccessExclusions = z.output<typeof conditionalAccessExclusions.schema>

/** Who may hold a privileged role permanently. */
export const permanentRoleExclusions = defineParameter({
  id: 'permanentRoleExclusions',
  name: 'Permanent privileged roles',
  help: 'Object ids of users and groups that may hold a privileged role without end, such as emergency accounts.',
  schema: z.object({ users: names, groups: names }),
  default: { users: [], groups: [] },
})

/** Accounts for emergencies. */
export const emergencyAccounts = defineParameter({
  id: 'emergencyAccounts',
  name: 'Emergency accounts',
  help: 'Object ids of the accounts, and of groups of them, that must work when everything else locks people out.',
  schema: z.object({ users: names, groups: names }),
  default: { users: [], groups: [] },
})

/** Policies from which emergency accounts need no exclusion. */
export const policiesWithoutEmergencyExclusion = defineParameter({
  id: 'policiesWithoutEmergencyExclusion',
  name: 'Policies that cannot lock emergency accounts out',
  help: 'Ids of Conditional Access policies that need not leave out emergency accounts, such as those for a single workload.',
  schema: z.array(z.string()),
  default: [],
})

/** How long a sign-in may last for everyone. */
export const longestSignInDays = defineParameter({
  id: 'longestSignInDays',
  name: 'Longest sign-in in days',
  help: 'After how many days at most everyone has to sign in again.',
  schema: z.number().positive(),
  default: 7,
})

/** Domains to which mail may be forwarded by itself. */
export const allowedForwardingDomains = defineParameter({
  id: 'allowedForwardingDomains',
  name: 'Domains to forward mail to',
  help: 'Names of domains outside the organization to which mail may be forwarded automatically.',
  schema: z.array(z.string()),
  default: [],
})

/** People whom attackers like to impersonate. */
export const sensitiveUsers = defineParameter({
  id: 'sensitiveUsers',
  name: 'People to protect from impersonation',
  help: 'Each as `Name;address`, as anti-phishing policies write them.',
  schema: z.array(z.string()),
  default: [],
})

/** Accounts that need the strict preset. */
export const sensitiveAccounts = defineParameter({
  id: 'sensitiveAccounts',
  name: 'Sensitive accounts',
  help: 'Users, groups and domains to which the strict preset security policy must apply, and those it may leave out.',
  schema: z.object({
    includedUsers: names,
    includedGroups: names,
    includedDomains: names,
    excludedUsers: names,
    excludedGroups: names,
    excludedDomains: names,
  }),
  default: {
    includedUsers: [],
    includedGroups: [],
    includedDomains: [],
    excludedUsers: [],
    excludedGroups: [],
    excludedDomains: [],
  },
})

/** The organization's own domains that must be protected from impersonation. */
export const ownDomains = defineParameter({
  id: 'agencyDomains',
  name: 'Own domains to protect from impersonation',
  help: 'Names of domains; empty: all accepted domains.',
  schema: z.array(z.string()),
  default: [],
})

/** Domains of partners that must be protected from impersonation. */
export const partnerDomains = defineParameter({
  id: 'partnerDomains',
  name: 'Partner domains to protect from impersonation',
  help: 'Names of domains of organizations that one deals with often.',
  schema: z.array(z.string()),
  default: [],
})

/** Kinds of personal data that must not leave. */
export const protectedInformation = defineParameter({
  id: 'protectedInformation',
  name: 'Personal data to protect',
  help: 'Names of sensitive information types as Purview spells them. Choose those of the countries you work in.',
  schema: z.array(z.string()),
  default: [
    'U.S. Social Security Number (SSN)',
    'U.S. Individual Taxpayer Identification Number (ITIN)',
    'Credit Card Number',
  ],
})

/** What Secure Score should reach. */
export const secureScoreTarget = defineParameter({
  id: 'secureScoreTarget',
  name: 'Target of Secure Score',
  help: 'Percent of what the tenant could reach; 0: no target.',
  schema: z.number().min(0).max(100),
  default: 0,
})

/** Where DMARC reports must go besides the organization itself. */
export const requiredDmarcAddress = defineParameter({
  id: 'requiredDmarcAddress',
  name: 'Address that DMARC reports must reach',
  help: 'Where the law or a contract asks for one: federal agencies of the United States report to reports@dmarc.cyber.dhs.gov. Empty: no address is required.',
  schema: z.string(),
  default: '',
})

/** Groups that are public on purpose. */
export const publicGroups = defineParameter({
  id: 'publicGroups',
  name: 'Groups that are public on purpose',
  help: 'Object ids of Microsoft 365 groups that everyone in the organization may read.',
  schema: z.array(z.string()),
  default: [],
})

/** After how many days without a sign-in a privileged account is stale. */
export const staleAfterDays = defineParameter({
  id: 'staleAfterDays',
  name: 'Days until an administrator counts as gone',
  help: 'After how many days without a sign-in an administrator account should be removed or disabled.',
  schema: z.number().int().positive(),
  default: 90,
})

/** Applications that may keep a secret. */
export const applicationsWithSecrets = defineParameter({
  id: 'applicationsWithSecrets',
  name: 'Applications that may use a secret',
  help: 'Application (client) ids of app registrations that cannot work with a certificate or a federated identity.',
  schema: z.array(z.string()),
  default: [],
})

/** Applications that somebody looked at and that may hold dangerous permissions. */
export const approvedApplications = defineParameter({
  id: 'approvedApplications',
  name: 'Applications approved for dangerous permissions',
  help: 'Application (client) ids of applications that were reviewed and may hold permissions over the whole organization, such as a backup.',
  schema: z.array(z.string()),
  default: [],
})
