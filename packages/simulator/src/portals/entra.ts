import { clouds } from '../clouds.js'
import { Changes } from '../control/changes.js'
import { escapeHtml, type HttpReply } from '../http/exchange.js'
import { findServicePrincipal } from '../world/consent.js'
import type { Application, ServicePrincipal, Tenant } from '../world/model.js'
import { directoryRoles } from '../world/roles.js'
import { part, type PortalCall, search } from './portal-call.js'
import { button, day, portalPage, steps, table } from './portal-page.js'

const PORTAL = 'Microsoft Entra admin center'

/** The blades that links lead to; anything else shows the tenant's apps. */
export function entraPage(call: PortalCall): HttpReply {
  const { tenant, view } = call
  if (!tenant) return chooseTenant(call)
  if (/RoleMenuBlade|RolesManagementMenuBlade|AllRolesBlade/i.test(view)) return rolePage(call, tenant)
  const appId = part(view, 'appId')?.toLowerCase()
  if (appId !== undefined && /ManagedAppMenuBlade/i.test(view)) return enterpriseApp(call, tenant, appId)
  if (appId !== undefined && /ApplicationMenuBlade/i.test(view)) return registration(call, tenant, appId)
  return overview(call, tenant)
}

/** Carries out what a button sent, and tells what was done. */
export function actInEntra({ simulation, form }: PortalCall, tenant: Tenant): string {
  const changes = new Changes(simulation, tenant)
  const clientId = form?.get('appId') ?? ''
  const role = form?.get('role') ?? 'Exchange Administrator'
  switch (form?.get('act')) {
    case 'assign-role':
      changes.assignRole({ clientId, role })
      return `${role} is assigned. Exchange takes it into account after a while.`
    case 'remove-role':
      changes.removeRole({ clientId, role })
      return `${role} is removed.`
    case 'consent':
      changes.grantAll({ clientId })
      return 'Admin consent is granted for everything the app asks for.'
    case 'revoke':
      changes.removeServicePrincipal({ clientId })
      return 'The enterprise application is deleted: consent is revoked.'
    case 'enable':
    case 'disable':
      changes.setServicePrincipalEnabled({ clientId, enabled: form.get('act') === 'enable' })
      return form.get('act') === 'enable' ? 'Sign-in is enabled.' : 'Sign-in is disabled.'
    case 'add-secret':
      return `The new client secret is ${changes.addSecret({ clientId }).value}. It is not shown again.`
    default:
      return 'Nothing was done.'
  }
}

function link(call: PortalCall, tenant: Tenant, view: string, label: string): string {
  const address = `${call.request.linkTo(call.request.host)}/${tenant.id}/?view=${encodeURIComponent(view)}`
  return `<a href="${escapeHtml(address)}">${escapeHtml(label)}</a>`
}

const roleView = (name: string) => {
  const id = directoryRoles[name] ?? ''
  return `view/Microsoft_AAD_IAM/RoleMenuBlade/~/RoleMembers/objectId/${id}/roleName/${encodeURIComponent(name)}/roleTemplateId/${id}`
}
const enterpriseView = (appId: string) => `view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Permissions/appId/${appId}`
const registrationView = (appId: string) =>
  `view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Credentials/appId/${appId}`

function chooseTenant({ simulation, request, view, query }: PortalCall): HttpReply {
  const text = query.get('search') ?? ''
  const tenants = search(
    simulation.world.tenants.filter(({ deleted }) => !deleted),
    text,
  )
  const address = request.linkTo(request.host)
  const rows = tenants.map(({ id, name }) => [
    `<a href="${escapeHtml(`${address}/${id}/?view=${encodeURIComponent(view)}`)}">${escapeHtml(name)}</a>`,
    `<code>${id}</code>`,
  ])
  return portalPage({
    portal: PORTAL,
    title: 'Choose a tenant',
    content: `<form method="get"><input type="hidden" name="view" value="${escapeHtml(view)}">
<label for="search">Name, domain or id</label>
<input id="search" name="search" value="${escapeHtml(text)}"> <button>Search</button></form>
${table('Tenants', ['Name', 'Id'], rows)}`,
  })
}

/** Apps that somebody in this world works with; those that call CIPP are not among them. */
function appsOf(tenant: Tenant): ServicePrincipal[] {
  const clients = new Set(tenant.applications.filter(({ apiClient }) => apiClient).map(({ appId }) => appId))
  return tenant.servicePrincipals.filter(({ appId }) => !clients.has(appId))
}

function overview(call: PortalCall, tenant: Tenant): HttpReply {
  const apps = appsOf(tenant).map(({ appId, displayName, grants }) => [
    link(call, tenant, enterpriseView(appId), displayName),
    String(grants.length),
  ])
  const registrations = tenant.applications.map(({ appId, displayName }) => [
    link(call, tenant, registrationView(appId), displayName),
    `<code>${appId}</code>`,
  ])
  return portalPage({
    portal: PORTAL,
    title: tenant.name,
    done: call.done,
    content: `<p>Tenant <code>${tenant.id}</code></p>
${table('Enterprise applications', ['Application', 'Permissions granted'], apps)}
${table('App registrations', ['Application', 'Client id'], registrations)}
<h2>Roles</h2><p>${link(call, tenant, roleView('Exchange Administrator'), 'Exchange Administrator')}</p>`,
  })
}

function rolePage(call: PortalCall, tenant: Tenant): HttpReply {
  const id =
    part(call.view, 'roleTemplateId') ?? part(call.view, 'objectId') ?? directoryRoles['Exchange Administrator']
  const role =
    Object.entries(directoryRoles).find(([, templateId]) => templateId === id)?.[0] ?? 'Exchange Administrator'
  const holders = [...tenant.set('roleAssignments').view()].filter(
    (assignment) => assignment['roleDefinitionId'] === directoryRoles[role],
  )
  const apps = appsOf(tenant)
  const held = apps.filter((app) => holders.some(({ principalId }) => principalId === app.id))
  const free = apps.filter((app) => !held.includes(app))
  const people = holders.length - held.length
  const minutes = Math.round(tenant.propagation.exchangeSeconds / 60)
  return portalPage({
    portal: PORTAL,
    title: `${role}: assignments`,
    done: call.done,
    content: `<p>Tenant <strong>${escapeHtml(tenant.name)}</strong>, <code>${tenant.id}</code></p>
${steps(
  'Open Roles & admins, and the role.',
  'Choose “Add assignments”, look for the application by its name, and add it as an active assignment.',
  'Wait: Exchange takes a new assignment into account after some minutes, at times after hours.',
)}
${table(
  'Applications with this role',
  ['Application', 'Do'],
  held.map(({ appId, displayName }) => [
    escapeHtml(displayName),
    button(`Remove ${role}`, { act: 'remove-role', appId, role }, { of: displayName }),
  ]),
)}
<p>${people} other ${people === 1 ? 'assignment' : 'assignments'}.</p>
${table(
  'Applications without it',
  ['Application', 'Do'],
  free.map(({ appId, displayName }) => [
    escapeHtml(displayName),
    button(`Assign ${role}`, { act: 'assign-role', appId, role }, { primary: true, of: displayName }),
  ]),
)}
<p class="note">Here Exchange honours a new assignment ${minutes === 0 ? 'at once' : `after ${minutes} minutes of simulated time`}.</p>`,
  })
}

function consentLink(call: PortalCall, tenant: Tenant, application: Application): string {
  const login = call.request.linkTo(clouds[tenant.cloud].login)
  return `${login}/${tenant.id}/adminconsent?client_id=${application.appId}`
}

function enterpriseApp(call: PortalCall, tenant: Tenant, appId: string): HttpReply {
  const application = call.simulation.world.findApplication(appId)
  const principal = findServicePrincipal(tenant, appId)
  const name = principal?.displayName ?? application?.displayName ?? appId
  const asked = application?.requiredAccess.flatMap(({ roles }) => roles) ?? []
  const granted = principal?.grants.map(({ role }) => role) ?? []
  const missing = asked.filter((role) => !granted.includes(role))
  const list = (roles: string[]) => escapeHtml(roles.length === 0 ? 'none' : roles.join(', '))
  const state = principal
    ? `<p>${principal.enabled ? 'Enabled' : 'Disabled'}, here since ${day(principal.createdAt)}.</p>
${button(principal.enabled ? 'Disable sign-in' : 'Enable sign-in', { act: principal.enabled ? 'disable' : 'enable', appId })}
${button('Delete the enterprise application', { act: 'revoke', appId })}`
    : '<p>The application is not in this tenant.</p>'
  return portalPage({
    portal: PORTAL,
    title: `${name}: permissions`,
    done: call.done,
    content: `<p>Tenant <strong>${escapeHtml(tenant.name)}</strong>, <code>${tenant.id}</code></p>
${steps(
  'Open Enterprise applications, the application, and Permissions.',
  `Choose “Grant admin consent for ${tenant.name}” and read what is asked for.`,
  'Accept as a Privileged Role Administrator or Global Administrator.',
)}
<h2>State</h2>${state}
<p>Granted: ${list(granted)}</p><p>Asked for and not granted: ${list(missing)}</p>
${application ? `${button('Grant admin consent', { act: 'consent', appId }, { primary: true })}<p><a href="${escapeHtml(consentLink(call, tenant, application))}">Open the consent page</a></p>` : ''}
<p>${link(call, tenant, roleView('Exchange Administrator'), 'Assign Exchange Administrator')}</p>`,
  })
}

function registration(call: PortalCall, tenant: Tenant, appId: string): HttpReply {
  const application = tenant.applications.find((candidate) => candidate.appId === appId)
  if (!application) {
    return portalPage({
      portal: PORTAL,
      title: 'Not found',
      content: `<p>There is no app registration <code>${escapeHtml(appId)}</code> in ${escapeHtml(tenant.name)}.</p>`,
    })
  }
  const secrets = application.secrets.map(({ displayName, keyId, endsAt, value }) => [
    escapeHtml(displayName),
    `<code>${keyId}</code>`,
    `${escapeHtml(value.slice(0, 3))}…`,
    day(endsAt),
  ])
  return portalPage({
    portal: PORTAL,
    title: application.displayName,
    done: call.done,
    content: `<p>Application (client) id <code>${appId}</code></p>
<p>Directory (tenant) id <code>${tenant.id}</code></p>
${steps(
  'Open App registrations, the application, and Certificates & secrets.',
  'Choose “New client secret”, and copy its value: it is not shown again.',
)}
${table('Client secrets', ['Description', 'Secret id', 'Value', 'Expires'], secrets)}
${button('New client secret', { act: 'add-secret', appId }, { primary: true })}
<p>Redirect URIs: ${escapeHtml(application.redirectUris.join(', ') || 'none')}</p>
<p>${link(call, tenant, enterpriseView(appId), 'Permissions and consent')}</p>`,
  })
}
