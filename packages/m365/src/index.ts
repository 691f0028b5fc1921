export { type AppCredential, appCredential, type Application, application } from './resources/applications.js'
export { type Organization, organization } from './resources/organizations.js'
export { contract, delegatedAdminRelationship, type DelegatedAdminRelationship } from './resources/partner.js'
export { distributionGroup } from './resources/distribution-groups.js'
export { type ExchangeRead, MailboxReads, type RunRead } from './exchange/mailbox-reads.js'
export { user } from './resources/users.js'
export { directoryRoleNames } from './directory-role-names.js'
export { m365Controls } from './controls.js'
export { m365Frameworks } from './frameworks.js'
export {
  type ConfigurationRead,
  configurationReads,
  isUnknownCommand,
  withoutLicence,
  withoutNotes,
} from './exchange/configuration-reads.js'
export { scubaParameters } from './frameworks/scuba.js'
export { secureScore } from './secure-score.js'
