import { defineError } from '@tenantry/core'

/** The app has no federated credential that matches the token this server presents. */
export const federationNotTrusted = defineError({
  code: 'federation_not_trusted',
  status: 422,
  title: 'The federated credential is not trusted',
  why: (p: { clientId: string }) =>
    `The app ${p.clientId} has no federated credential whose issuer, subject and audience match the token of this server.`,
  fix: () =>
    'Compare issuer, subject and audience under Certificates & secrets › Federated credentials, letter by letter.',
  health: 'authenticationError',
  example: { clientId: '11111111-2222-3333-4444-555555555555' },
  learnMore: 'https://learn.microsoft.com/entra/workload-id/workload-identity-federation',
})

/** The identity service saw the same request too often in a row. */
export const signInLoop = defineError({
  code: 'sign_in_loop',
  status: 503,
  title: 'Sign-in was repeated too often',
  why: (p: { login: string }) =>
    `${p.login} saw the same sign-in many times in a short while and stopped answering it.`,
  fix: () => 'Wait a few minutes. If another program uses the same app, have it keep its tokens.',
  health: 'serviceError',
  retryable: true,
  example: { login: 'login.microsoftonline.com' },
})
