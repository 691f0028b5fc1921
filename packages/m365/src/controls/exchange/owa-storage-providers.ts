import { defineControl, fail, pass } from '@tenantry/core'
import { owaMailboxPolicies } from '../../resources/owa-mailbox-policies.js'
import { settingMissing } from '../settings.js'

export const foreignStorageOff = defineControl({
  id: 'exo-owa-storage-providers',
  title: 'Outlook on the web opens no storage of others',
  area: 'Exchange Online',
  severity: 'medium',
  rationale: 'A private cloud inside the mail window is where company files end up.',
  licence: 'Exchange Online',
  remediation: {
    steps: [
      'Run Set-OwaMailboxPolicy with AdditionalStorageProvidersAvailable set to false for each policy named here.',
    ],
    link: 'https://learn.microsoft.com/powershell/module/exchange/set-owamailboxpolicy',
    impact: 'People attach files from such storage in another way.',
  },
  needs: { policies: owaMailboxPolicies },
  evaluate({ policies }) {
    const known = policies.filter(
      ({ AdditionalStorageProvidersAvailable: value }) => value !== null && value !== undefined,
    )
    if (known.length === 0) return settingMissing('AdditionalStorageProvidersAvailable')
    const open = known.filter(({ AdditionalStorageProvidersAvailable }) => AdditionalStorageProvidersAvailable)
    const evidence = (open.length > 0 ? open : known).map(({ Name, AdditionalStorageProvidersAvailable: value }) => ({
      object: Name,
      id: Name,
      property: 'AdditionalStorageProvidersAvailable',
      value,
      expected: 'false',
      ok: open.length === 0,
    }))
    return open.length === 0
      ? pass('Outlook on the web opens no storage of others.', { evidence })
      : fail(`${open.map(({ Name }) => Name).join(', ')} lets people open storage of others.`, { evidence })
  },
})
