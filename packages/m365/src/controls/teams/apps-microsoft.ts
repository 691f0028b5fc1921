import { defineControl } from '@tenantry/core'
import { teamsAppPolicies } from '../../resources/teams-app-policies.js'
import { teamsAppSettings } from '../../resources/teams-app-settings.js'
import { judgeApps } from './apps.js'

export const microsoftAppsAllowedSingly = defineControl({
  id: 'teams-apps-microsoft',
  title: 'Apps of Microsoft are allowed one by one',
  area: 'Teams',
  severity: 'medium',
  rationale: 'Every app is a place where data can be put; new ones come without being asked for.',
  licence: 'Teams',
  remediation: {
    steps: [
      'Open Teams apps › Manage apps › Org-wide app settings of the Teams admin center, and turn the kind of apps off.',
      'In Teams apps › Permission policies allow only chosen apps in each policy named here.',
    ],
    link: 'https://learn.microsoft.com/microsoftteams/manage-apps',
    impact: 'People ask for apps that are not on the list.',
  },
  needs: {},
  wants: { policies: teamsAppPolicies, settings: teamsAppSettings },
  evaluate: (facts) =>
    judgeApps({ facts, setting: 'DefaultApp', property: 'DefaultCatalogAppsType', apps: 'Apps of Microsoft' }),
})
