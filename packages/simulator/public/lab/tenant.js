import { call, say } from './api.js'
import { byId, make, show } from './dom.js'
import { controls, readForm } from './fields.js'

let tenant
let chosenApp
let afterChange = () => {}

/** One tenant: its facts, its apps, and everything that can happen to it. */
export function startTenant({ changes, directoryRoles }, onChange) {
  afterChange = onChange
  byId('directoryRoles').replaceChildren(...directoryRoles.map((role) => new Option(role)))
  const groups = Map.groupBy(Object.entries(changes), ([, { group }]) => group)
  byId('changes').replaceChildren(
    ...[...groups].map(([group, members]) =>
      make('fieldset', {}, make('legend', {}, group), ...members.map(([name, change]) => changeForm(name, change))),
    ),
  )
}

function changeForm(name, { title, fields, danger, ofApp }) {
  const bare = Object.keys(fields).length === 0
  const button = make('button', { className: danger ? 'danger' : '' }, title)
  const form = make('form', { className: bare ? 'bare' : '' }, ...controls(fields), button)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const app = ofApp && chosenApp !== undefined ? { clientId: chosenApp } : {}
    void act(name, title, { ...app, ...readForm(form, fields) })
  })
  return form
}

async function act(name, title, body) {
  const answer = await call('POST', `tenants/${tenant.id}/${name}`, body)
  if (name === 'rotate-secret') say(`New secret: ${answer.clientSecret}`, { stays: true })
  else say(`${title}: done.`)
  afterChange()
}

export function chosenTenant() {
  return tenant
}

export async function showTenant(id) {
  tenant = await call('GET', `tenants/${id}`)
  byId('tenant-title').textContent = tenant.name
  byId('here').textContent = `Only ${tenant.name}`
  byId('only').textContent = `Only ${tenant.name}`
  if (!tenant.apps.some(({ clientId }) => clientId === chosenApp)) chosenApp = tenant.apps[0]?.clientId
  show(byId('facts'), facts(tenant), () => Object.entries(facts(tenant)).flatMap(pair))
  showApps()
  suggestPermissions()
}

function facts({ id, defaultDomain, cloud, country, users, posture, deleted, ...more }) {
  const { purchases, lapsed, propagation, replication, administeredBy, relationships } = more
  const { tokenSeconds, graphSeconds, exchangeSeconds } = propagation
  const { readSeconds, listSeconds, indexSeconds } = replication
  return {
    'Tenant id': id,
    Domain: deleted ? `${defaultDomain} (deleted)` : defaultDomain,
    Size: `${users} users · ${country} · ${cloud} cloud · run ${posture === 'good' ? 'well' : posture}`,
    Licences: purchases.map(({ skuPartNumber, units }) => `${units} × ${skuPartNumber}`).join(', ') || 'none',
    ...(lapsed.length > 0 ? { Lapsed: lapsed.join(', ') } : {}),
    'New grants take': `${tokenSeconds} s to tokens, ${graphSeconds} s to Graph, ${exchangeSeconds} s to Exchange`,
    'Writes take': `${readSeconds} s to reads, ${listSeconds} s to lists, ${indexSeconds} s to the index`,
    ...(relationships > 0 ? { Customers: String(relationships) } : {}),
    ...(administeredBy.length > 0 ? { 'Administered by': administeredBy.map(administration).join('; ') } : {}),
  }
}

function administration({ partner, status, roles, endsAt }) {
  return `${partner} (${status}, until ${endsAt.slice(0, 10)}): ${roles.join(', ') || 'no role'}`
}

function pair([name, value]) {
  return [make('dt', {}, name), make('dd', { className: name.endsWith(' id') ? 'code' : '' }, value)]
}

function showApps() {
  const { apps } = tenant
  show(byId('apps'), [apps, chosenApp], () => {
    if (apps.length === 0) return [make('p', { className: 'hint' }, 'No app was registered or consented to here.')]
    const chosen = apps.find(({ clientId }) => clientId === chosenApp)
    return [make('div', { className: 'chips' }, ...apps.map(appChip)), ...appFacts(chosen)]
  })
}

function appChip({ clientId, name }) {
  const radio = make('input', { type: 'radio', name: 'app', value: clientId, checked: clientId === chosenApp })
  radio.addEventListener('change', () => {
    chosenApp = clientId
    showApps()
    suggestPermissions()
    byId('apps').querySelector(':checked')?.focus()
  })
  return make('label', { className: 'chip' }, radio, make('span', {}, name))
}

function appFacts({ clientId, servicePrincipal, granted, propagating, roles, credentials }) {
  const rows = {
    'Client id': clientId,
    State: servicePrincipal === 'removed' ? 'no service principal' : servicePrincipal,
    'Directory roles': roles.join(', ') || 'none',
    ...(credentials ? { 'Secret ends': credentials.secretExpires.slice(0, 16).replace('T', ' ') } : {}),
    ...(propagating.length > 0 ? { 'On its way': propagating.join(', ') } : {}),
  }
  const list = make('ul', { className: 'permissions' }, ...granted.map((name) => make('li', {}, name)))
  return [
    make('dl', {}, ...Object.entries(rows).flatMap(pair)),
    make('details', {}, make('summary', {}, `${granted.length} permissions granted`), list),
  ]
}

function suggestPermissions() {
  const granted = tenant.apps.find(({ clientId }) => clientId === chosenApp)?.granted ?? []
  byId('permissions').replaceChildren(...granted.map((name) => new Option(name)))
}
