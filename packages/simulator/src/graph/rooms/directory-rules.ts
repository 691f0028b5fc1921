/** https://learn.microsoft.com/graph/api/user-list: what a list shows when nothing is selected. */
const userDefaults = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
]

export const userRules = {
  type: 'user',
  defaults: userDefaults,
  defaultPage: 100,
  maxPage: 999,
  directory: true,
  orders: ['displayName', 'userPrincipalName'],
}

export const groupRules = {
  type: 'group',
  defaults: [
    'id',
    'deletedDateTime',
    'classification',
    'createdDateTime',
    'description',
    'displayName',
    'expirationDateTime',
    'groupTypes',
    'isAssignableToRole',
    'mail',
    'mailEnabled',
    'mailNickname',
    'membershipRule',
    'membershipRuleProcessingState',
    'onPremisesDomainName',
    'onPremisesLastSyncDateTime',
    'onPremisesNetBiosName',
    'onPremisesProvisioningErrors',
    'onPremisesSamAccountName',
    'onPremisesSecurityIdentifier',
    'onPremisesSyncEnabled',
    'preferredDataLocation',
    'preferredLanguage',
    'proxyAddresses',
    'renewedDateTime',
    'securityEnabled',
    'securityIdentifier',
    'theme',
    'visibility',
  ],
  defaultPage: 100,
  maxPage: 999,
  directory: true,
  orders: ['displayName'],
}

/** Lists of objects of several types: each shows what its own type does when nothing is selected. */
export const directoryObjectRules = {
  type: 'directoryObject',
  defaults: ['id', 'deletedDateTime'],
  derived: { user: userDefaults, group: groupRules.defaults },
  defaultPage: 100,
  maxPage: 999,
  directory: true,
}
