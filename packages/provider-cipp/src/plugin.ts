import { definePlugin } from '@tenantry/core'
import { bulkConsent } from './bulk-consent/bulk-consent.js'
import { config, credentialKinds, type CippConfig } from './config.js'
import { connect, inTenant } from './connection.js'
import { dataCategories, forbiddenCalls } from './data-access.js'
import { errors } from './errors.js'
import { guide, roles } from './guide.js'
import { help, references } from './help.js'
import { authenticate, describeTenant } from './identity.js'
import { mailboxes } from './mailboxes/mailboxes.js'
import { lattice, permissionSets } from './permissions.js'
import { probes } from './probes.js'
import { requestIdHeaders } from './provenance.js'
import { readers } from './readers/readers.js'
import { LOGIN } from './token-client.js'

/** CIPP: consent in many tenants at once, and Exchange where our own app holds no role. */
export const cipp = definePlugin({
  contract: 1,
  id: 'cipp',
  name: 'CIPP',
  description: 'Grants consent in many customers’ tenants at once, and reaches Exchange where our app holds no role.',
  categories: ['Microsoft 365', 'Partners'],
  connectionKinds: [
    {
      id: 'apiClient',
      name: 'CIPP API client',
      description: 'A partner connects its CIPP with an API client made there.',
      config,
      binds: ['baseUrl', 'tenantId', 'clientId'],
      credentials: ['clientSecret'],
      guide,
      simulatedApp: 'cipp',
    },
  ],
  credentialKinds,
  roles,
  permissionSets,
  lattice,
  grantor: {
    name: 'CIPP',
    fix: 'Give the API client a role in CIPP that has them (editor; admin for a refresh), or switch off the features that need them.',
  },
  dataCategories,
  forbiddenCalls,
  errors,
  requestIdHeaders: [...requestIdHeaders],
  hosts: ({ config: settings }) => [LOGIN, new URL((settings as CippConfig).baseUrl).host],
  connect,
  authenticate,
  describeTenant,
  probes,
  inTenant,
  capabilities: { bulkConsent, mailboxes },
  readers,
  help,
  references,
})
