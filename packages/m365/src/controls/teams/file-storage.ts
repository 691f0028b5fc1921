import { defineControl, fail, notAssessed, pass } from '@tenantry/core'
import { teamsClients } from '../../resources/teams-clients.js'
import { nameOf } from './reasoning.js'

const STORAGES = ['AllowDropBox', 'AllowBox', 'AllowGoogleDrive', 'AllowShareFile', 'AllowEgnyte'] as const

export const foreignStorageOff = defineControl({
  id: 'teams-file-storage',
  title: 'Teams offers no cloud storage of others',
  area: 'Teams',
  severity: 'medium',
  rationale: 'A file in another cloud is out of sight of every rule here.',
  licence: 'Teams',
  remediation: {
    steps: ['Open Teams › Teams settings › Files of the Teams admin center.', 'Turn off each storage named here.'],
    link: 'https://learn.microsoft.com/microsoftteams/enable-features-office-365',
    impact: 'People can no longer open these storages inside Teams.',
  },
  needs: { clients: teamsClients },
  evaluate({ clients }) {
    const found = clients.flatMap((client) =>
      STORAGES.map((property) => ({ client, property, value: client[property] })),
    )
    const known = found.filter(({ value }) => value !== null && value !== undefined)
    if (known.length === 0) return notAssessed('notRead', 'The settings of cloud storage are not among what was read.')
    const on = known.filter(({ value }) => value)
    const evidence = (on.length > 0 ? on : known).map(({ client, property, value }) => ({
      object: nameOf(client),
      id: client.Identity,
      property,
      value,
      expected: 'false',
      ok: !value,
    }))
    if (on.length === 0) return pass('Teams offers no cloud storage of others.', { evidence })
    return fail(`Teams offers ${[...new Set(on.map(({ property }) => property.replace('Allow', '')))].join(', ')}.`, {
      evidence,
    })
  },
})
