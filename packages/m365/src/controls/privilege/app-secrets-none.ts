import { defineControl, fail, pass } from '@tenantry/core'
import { applicationsWithSecrets } from '../../parameters.js'
import { applications } from '../../resources/applications.js'
import { credentialName, isLive } from './credentials.js'

export const applicationsWithoutSecrets = defineControl({
  id: 'entra-app-secrets-none',
  title: 'Applications sign in without a secret',
  area: 'Entra ID',
  severity: 'medium',
  rationale: 'A secret is a password that ends up in a file, a mail or a repository, and no second factor guards it.',
  remediation: {
    steps: [
      'Give the applications named here a certificate, a managed identity or a federated credential.',
      'Delete the secret once the application signs in with the other.',
      'Name applications that can use nothing else in the parameter “Applications that may use a secret”.',
    ],
    link: 'https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration',
    impact: 'An application whose secret is deleted too early stops working.',
  },
  needs: { applications },
  parameters: { exceptions: applicationsWithSecrets },
  evaluate({ applications: all }, { exceptions }, takenAt) {
    const found = all
      .filter(({ appId }) => !exceptions.includes(appId))
      .map((application) => ({
        ...application,
        secrets: application.passwordCredentials.filter((secret) => isLive(secret, takenAt)),
      }))
      .filter(({ secrets }) => secrets.length > 0)
    if (found.length === 0) return pass(`None of ${all.length} app registrations has a secret that works.`)
    return fail(`${found.length} of ${all.length} app registrations have a secret that works.`, {
      evidence: found.map(({ id, appId, displayName, secrets }) => ({
        object: displayName ?? appId,
        id,
        property: 'passwordCredentials',
        value: secrets.map(credentialName),
        expected: 'none',
        ok: false,
      })),
    })
  },
})
