import { definePlugin } from '@tenantry/core'
import { m365Controls, m365Frameworks, secureScore } from '@tenantry/m365'
import { adminCommand } from './admin-commands.js'
import { cloudOf, connect } from './connection.js'
import { connectionKinds } from './connection-kinds.js'
import { credentialKinds } from './credentials.js'
import { bundles, dataCategories, forbiddenCalls } from './data-access.js'
import {
  basisUnread,
  certificateNeeded,
  federatedTokenInvalid,
  federatedTokenUnreadable,
  federationNotTrusted,
  pageExpired,
  signInLoop,
} from './errors.js'
import { roles } from './guides/roles.js'
import { help, references } from './help/help.js'
import { authenticate, credentialLife, describeTenant } from './identity.js'
import { lattice } from './permissions/lattice.js'
import { permissionManifest } from './permissions/manifest.js'
import { permissionSets } from './permissions/permission-sets.js'
import { probes } from './probes.js'
import { requestIdHeaders } from './provenance.js'
import { readers } from './readers/readers.js'
import { changeLog } from './tenants/change-log.js'
import { consent } from './tenants/consent.js'
import { mailboxes } from './tenants/mailboxes.js'
import { people } from './tenants/people.js'
import { tenantDirectory } from './tenants/relationships.js'

/** Microsoft 365 through Microsoft Graph, signed in as an app. */
export const microsoft = definePlugin({
  contract: 1,
  id: 'microsoft',
  name: 'Microsoft',
  description: 'Microsoft 365 tenants: users, groups, licences, policies and Secure Score, through Microsoft Graph.',
  categories: ['Microsoft 365', 'Identity'],
  connectionKinds,
  credentialKinds,
  roles,
  permissionSets,
  lattice,
  permissionManifest,
  dataCategories,
  forbiddenCalls,
  bundles,
  errors: [
    federationNotTrusted,
    federatedTokenInvalid,
    federatedTokenUnreadable,
    signInLoop,
    pageExpired,
    basisUnread,
    certificateNeeded,
  ],
  requestIdHeaders: [...requestIdHeaders],
  hosts: ({ config }) => {
    const { login, graph, exchange, compliance, sharePoint, teams } = cloudOf(config)
    return [login, graph, exchange, compliance, `*.${compliance}`, `*-admin.${sharePoint}`, teams]
  },
  connect,
  authenticate,
  describeTenant,
  credentialLife,
  probes,
  inTenant: (connection, tenant) => connection.inTenant(tenant),
  capabilities: { tenants: tenantDirectory, consent, mailboxes, people, changeLog },
  readers,
  controls: m365Controls,
  frameworks: m365Frameworks,
  score: secureScore,
  help,
  references,
  adminCommand,
  activityLinks: [
    { label: 'Sign-in logs of this app', href: 'https://{portal}/#view/Microsoft_AAD_IAM/SignInEventsV3Blade' },
    { label: 'Audit logs', href: 'https://{portal}/#view/Microsoft_AAD_IAM/AuditLogList' },
  ],
})
