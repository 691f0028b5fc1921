import { defineControl, fail, pass } from '@tenantry/core'
import { applications } from '../../resources/applications.js'
import { type ServicePrincipal, servicePrincipals } from '../../resources/service-principals.js'
import { credentialName } from './credentials.js'

const DAYS = 30
const DAY = 24 * 60 * 60 * 1000
type Holder = Pick<ServicePrincipal, 'id' | 'appId' | 'displayName' | 'passwordCredentials' | 'keyCredentials'>

export const applicationKeysCurrent = defineControl({
  id: 'entra-app-credentials-expiring',
  title: 'No secret or certificate of an application is about to end',
  area: 'Entra ID',
  severity: 'low',
  rationale: 'An application stops on the day its key ends, and keys that have ended hide the ones that count.',
  remediation: {
    steps: ['Renew what is about to end, and give it to the application.', 'Delete what has ended.'],
    link: 'https://learn.microsoft.com/entra/identity/monitoring-health/recommendation-renew-expiring-application-credential',
    impact: 'None, if the new secret or certificate reaches the application before the old one ends.',
  },
  needs: { applications },
  wants: { principals: servicePrincipals },
  evaluate({ applications: registered, principals }, _, takenAt) {
    const soon = takenAt.getTime() + DAYS * DAY
    const holders: readonly Holder[] = [...registered, ...(principals ?? [])]
    const found = holders.flatMap((holder) =>
      [...(holder.passwordCredentials ?? []), ...(holder.keyCredentials ?? [])]
        .map((credential) => ({ holder, credential, end: Date.parse(credential.endDateTime ?? '') }))
        .filter(({ end }) => end <= soon),
    )
    const warnings = principals?.every(({ keyCredentials }) => keyCredentials)
      ? []
      : ['Keys of service principals were not read.']
    if (found.length === 0) return pass(`No secret or certificate ends within ${DAYS} days.`, { warnings })
    const ended = found.filter(({ end }) => end <= takenAt.getTime()).length
    return fail(`${ended} secrets and certificates have ended, ${found.length - ended} end within ${DAYS} days.`, {
      evidence: found
        .toSorted((a, b) => b.end - a.end)
        .map(({ holder, credential, end }) => ({
          object: holder.displayName ?? holder.appId ?? holder.id,
          id: holder.id,
          property: credentialName(credential),
          value: credential.endDateTime,
          expected: end <= takenAt.getTime() ? 'deleted' : 'renewed',
          ok: false,
        })),
      warnings,
    })
  },
})
