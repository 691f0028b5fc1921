import { guid } from '../ids.js'
import { hasPremium } from '../licences.js'
import type { Entity, Tenant } from '../model.js'
import { complete } from './complete.js'
import { groupSettingTemplates, TEMPLATES } from './group-setting-templates.js'

/** What a setting has where nothing else is said. */
export function defaultValues(templateId: string): { name: string; value: string }[] {
  const template = groupSettingTemplates.find(({ id }) => id === templateId)
  const values = (template?.['values'] ?? []) as { name: string; defaultValue: string }[]
  return values.map(({ name, defaultValue }) => ({ name, value: defaultValue }))
}

function setting(tenant: Tenant, templateId: string, changed: Record<string, string>): Entity {
  const template = groupSettingTemplates.find(({ id }) => id === templateId)
  return complete('groupSetting', {
    id: guid(tenant.id, 'group setting', templateId),
    displayName: template?.['displayName'],
    templateId,
    values: defaultValues(templateId).map(({ name, value }) => ({ name, value: changed[name] ?? value })),
  })
}

const yes = (value: boolean): string => (value ? 'true' : 'false')

/** Only what differs from the defaults is there: a tenant that was never changed has no settings. */
export function seedGroupSettings(tenant: Tenant): Entity[] {
  const { good } = tenant
  const groups = hasPremium(tenant, 'P1') && good('groups of Microsoft 365 were given rules')
  const passwords = hasPremium(tenant, 'P1') && good('passwords were given rules')
  const consent = good('rules of consent were looked at') || !good('owners of groups do not consent')
  return [
    ...(groups ? [setting(tenant, TEMPLATES.unifiedGroups, groupRules(tenant))] : []),
    ...(passwords ? [setting(tenant, TEMPLATES.passwordRules, passwordRules(tenant))] : []),
    ...(consent ? [setting(tenant, TEMPLATES.consent, consentRules(tenant))] : []),
  ]
}

function groupRules(tenant: Tenant): Record<string, string> {
  const { good } = tenant
  const { seed } = tenant.set('groups')
  const restricted = good('few create groups')
  return {
    EnableGroupCreation: yes(!restricted),
    GroupCreationAllowedGroupId: restricted && seed.size > 0 ? seed.at(0).id : '',
    AllowGuestsToBeGroupOwner: yes(!good('guests own no groups')),
    EnableMIPLabels: yes(good('groups carry sensitivity labels')),
  }
}

function passwordRules({ good, name }: Tenant): Record<string, string> {
  const banned = good('passwords are checked against a list')
  return {
    EnableBannedPasswordCheck: yes(banned),
    BannedPasswordList: banned ? [name.split(' ')[0], 'welcome', 'summer', 'password'].join('\t') : '',
    EnableBannedPasswordCheckOnPremises: yes(good('passwords are checked on premises')),
    BannedPasswordCheckOnPremisesMode: good('passwords are checked on premises') ? 'Enforce' : 'Audit',
    LockoutDurationInSeconds: good('accounts are locked long enough') ? '60' : '30',
    LockoutThreshold: good('accounts are locked soon enough') ? '10' : '50',
  }
}

function consentRules({ good }: Tenant): Record<string, string> {
  return {
    EnableGroupSpecificConsent: yes(!good('owners of groups do not consent')),
    BlockUserConsentForRiskyApps: yes(good('nobody consents to risky applications')),
    EnableAdminConsentRequests: yes(good('users can ask for consent')),
  }
}
