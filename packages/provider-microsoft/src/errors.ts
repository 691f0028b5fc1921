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

/** The token of this server is not one that can be accepted, whatever the app trusts. */
export const federatedTokenInvalid = defineError({
  code: 'federated_token_invalid',
  status: 422,
  title: 'The token of this server is not valid',
  why: (p: { clientId: string }) =>
    `The token that this server presents for the app ${p.clientId} is expired, not valid yet, or damaged.`,
  fix: () => 'Check that the platform renews the token file, and that this server’s clock is right.',
  health: 'authenticationError',
  example: { clientId: '11111111-2222-3333-4444-555555555555' },
  learnMore: 'https://learn.microsoft.com/entra/workload-id/workload-identity-federation',
})

/** There is no token under the name given. */
export const federatedTokenUnreadable = defineError({
  code: 'federated_token_unreadable',
  status: 422,
  title: 'The token of this server cannot be read',
  why: (p: { tokenName: string }) => `This server has no readable token named ${p.tokenName}.`,
  fix: () => 'Check the token’s name, and have the operator of this server look at the folder for federated tokens.',
  health: 'authenticationError',
  example: { tokenName: 'entra-token' },
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
