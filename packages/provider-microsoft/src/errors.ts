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

/** A list was to be read on from where it was left, too long ago. */
export const pageExpired = defineError({
  code: 'page_expired',
  status: 409,
  title: 'The list has to be read anew',
  why: () => 'Microsoft Graph keeps a place in a list for a while only, and this one is no longer known.',
  fix: () => 'Nothing to do here: the list is read from its beginning.',
  retryable: true,
  example: {},
  learnMore: 'https://learn.microsoft.com/graph/paging',
})

/** What something is read by was not read itself. */
export const basisUnread = defineError({
  code: 'basis_unread',
  status: 409,
  title: 'What it builds on was not read',
  why: (p: { resource: string; basis: string }) =>
    `“${p.resource}” can only be read when “${p.basis}” was, and it was not.`,
  fix: (p) => `Look at why “${p.basis}” was not read, and read both again.`,
  retryable: true,
  example: { resource: 'Users and groups that Conditional Access policies name', basis: 'Conditional Access policies' },
})

/** SharePoint does not take the token of an app that proved itself with a secret. */
export const certificateNeeded = defineError({
  code: 'certificate_needed',
  status: 409,
  title: 'SharePoint takes no client secret',
  why: () =>
    'SharePoint shows its administration to an app only when it signs in with a certificate or a federated credential, and this connection has a client secret.',
  fix: () => 'Give the connection a certificate or a federated credential, or switch off SharePoint administration.',
  health: 'permissionError',
  example: {},
  learnMore: 'https://learn.microsoft.com/sharepoint/dev/solution-guidance/security-apponly-azuread',
})
