import {
  activeSets,
  type Consent,
  consentRefused,
  type ConsentRequest,
  type PublicSetup,
  type SetupStep,
  type TenantRef,
} from '@tenantry/core'
import { directoryRoleNames } from '@tenantry/m365'
import { z } from 'zod'
import type { AppConfig } from '../config.js'
import { cloudOf, type MicrosoftConnection } from '../connection.js'
import { mayConsent } from '../guides/roles.js'
import { appRoleIds, MICROSOFT_GRAPH } from '../permissions/app-role-ids.js'
import { permissionSets } from '../permissions/permission-sets.js'
import { serviceNames } from '../permissions/service-sets.js'
import { GLOBAL_ADMINISTRATOR, PRIVILEGED_ROLE_ADMINISTRATOR } from './directory-roles.js'

const apiNames: Record<string, string> = {
  [MICROSOFT_GRAPH]: 'Microsoft Graph',
  ...serviceNames,
}

function request({ kind, config, sets }: PublicSetup): ConsentRequest {
  const names = new Set(
    activeSets(permissionSets, kind, sets).flatMap(({ permissions }) => permissions.map(({ name }) => name)),
  )
  const apis = new Map<string, { id: string; name: string }[]>()
  for (const name of names) {
    const role = appRoleIds[name]
    if (role) apis.set(role.resource, [...(apis.get(role.resource) ?? []), { id: role.id, name }])
  }
  return {
    appId: (config as AppConfig).clientId,
    apis: [...apis].map(([id, permissions]) => ({ id, name: apiNames[id] ?? id, permissions })),
  }
}

/**
 * The form without scopes asks for everything the app is registered with, of all APIs at once.
 * https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
 */
function link(setup: PublicSetup, at: { tenant: TenantRef; state: string; redirectUri?: string }): string {
  const url = new URL(`https://${cloudOf(setup.config).login}/${at.tenant.tenantId}/adminconsent`)
  url.searchParams.set('client_id', (setup.config as AppConfig).clientId)
  url.searchParams.set('state', at.state)
  if (at.redirectUri !== undefined) url.searchParams.set('redirect_uri', at.redirectUri)
  return url.toString()
}

/** Refusals of the consent page. https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const reasons: Record<string, string> = {
  AADSTS65004: 'the administrator declined',
  AADSTS90094:
    'the account that signed in may not consent: a Global Administrator or Privileged Role Administrator can',
  AADSTS90095:
    'the account that signed in may not consent: a Global Administrator or Privileged Role Administrator can',
  AADSTS650052: 'the tenant lacks a service that the app asks for, such as Exchange',
  AADSTS650051: 'the app is being set up in that tenant at this moment; ask again in a minute',
  AADSTS650056: 'the app registration is incomplete',
  AADSTS53003: 'a Conditional Access policy of the tenant blocked the sign-in',
}

/** `admin_consent=True` may come with an error, which then counts. */
function readReturn(query: Readonly<Record<string, string>>) {
  const code = /AADSTS\d+/.exec(query['error_description'] ?? '')?.[0]
  const reason = (code && reasons[code]) ?? `Microsoft answered ${code ?? query['error'] ?? 'nothing of use'}`
  const tenant = query['tenant'] ?? 'the tenant'
  const granted = query['error'] === undefined && query['admin_consent']?.toLowerCase() === 'true'
  return {
    ...(query['state'] !== undefined && { state: query['state'] }),
    ...(query['tenant'] !== undefined && { tenantId: query['tenant'] }),
    ...(!granted && { refused: consentRefused({ tenant, reason }) }),
  }
}

function guide(setup: PublicSetup, tenant: TenantRef): SetupStep {
  const name = tenant.name ?? tenant.tenantId
  return {
    id: 'consent',
    title: 'Grant admin consent',
    instructions: [
      `Sign in with an account that may consent in ${name}.`,
      'Compare the permissions of the dialog with those shown here, and accept.',
      'You come back to this page, and the grant is proved by signing in to the tenant. That takes seconds to minutes.',
    ],
    warning: 'Consent does not spread: it is needed in each tenant once.',
    who: mayConsent,
    note: `A partner’s person needs ${directoryRoleNames[GLOBAL_ADMINISTRATOR]} or ${directoryRoleNames[PRIVILEGED_ROLE_ADMINISTRATOR]} through GDAP; else hand the link to the customer’s administrator.`,
    copy: [{ label: 'Client ID', value: (setup.config as AppConfig).clientId }],
  }
}

const web = z.looseObject({ web: z.looseObject({ redirectUris: z.array(z.string()).default([]) }).nullish() })

/** The registration says which addresses consent may come back to. */
async function acceptsReturnTo(
  { graph, config, sets }: MicrosoftConnection,
  uri: string,
): Promise<boolean | undefined> {
  if (!sets.includes('apps')) return undefined
  const app = await graph.get(`/applications(appId='${config.clientId}')?$select=id,web`, web, {
    purpose: 'Read where consent may return to',
    permissions: ['Application.Read.All'],
    feature: 'Consent',
  })
  return app.web?.redirectUris.includes(uri) ?? false
}

/** Admin consent to the partner's app, one tenant at a time. */
export const consent: Consent<MicrosoftConnection> = {
  kinds: ['singleTenantApp', 'partnerApp'],
  request,
  link,
  readReturn,
  partnerRoles: [GLOBAL_ADMINISTRATOR, PRIVILEGED_ROLE_ADMINISTRATOR].map((id) => ({
    id,
    name: directoryRoleNames[id] ?? id,
  })),
  guide,
  reviewLink: (setup, { tenantId }) => ({
    label: 'Enterprise application',
    href: `https://${cloudOf(setup.config).portal}/${tenantId}/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Permissions/appId/${(setup.config as AppConfig).clientId}`,
  }),
  acceptsReturnTo,
}
