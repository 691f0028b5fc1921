import { call } from './api.js'
import { byId, make, show, unhurried } from './dom.js'

const PAGE = 50
const listed = { search: '', top: PAGE, chosen: undefined, tenants: [], onChoose: () => {} }

/** The searchable list of tenants; `onChoose` hears of the one that is picked. */
export function startTenants(onChoose) {
  listed.onChoose = onChoose
  byId('search').addEventListener(
    'input',
    unhurried(() => {
      Object.assign(listed, { search: byId('search').value, top: PAGE })
      void refreshTenants()
    }),
  )
  byId('more').addEventListener('click', () => {
    listed.top += PAGE
    void refreshTenants()
  })
}

export async function refreshTenants() {
  const query = new URLSearchParams({ search: listed.search, top: String(listed.top) })
  const { tenants, tenantCount } = await call('GET', `tenants?${query}`)
  listed.tenants = tenants
  byId('tenant-count').textContent = tenantCount
  byId('more').hidden = tenants.length >= tenantCount
  if (listed.chosen === undefined && tenants[0]) choose(tenants[0])
  draw()
}

function draw() {
  const { tenants, chosen } = listed
  show(byId('tenants'), { tenants, chosen }, () =>
    tenants.length === 0 ? [make('li', { className: 'hint' }, 'None is called so.')] : tenants.map(row),
  )
}

function row(tenant) {
  const button = make(
    'button',
    { type: 'button', 'aria-current': String(tenant.id === listed.chosen) },
    make('span', {}, tenant.name),
    make('small', {}, [tenant.defaultDomain, ...marks(tenant)].join(' · ')),
  )
  button.addEventListener('click', () => {
    choose(tenant)
    draw()
    byId('tenants').querySelector('[aria-current="true"]')?.focus()
  })
  return make('li', {}, button)
}

function marks({ deleted, partner, premium, users, apps }) {
  return [
    deleted && 'deleted',
    partner && 'partner',
    `${users} users`,
    premium.at(-1),
    apps.some(({ servicePrincipal }) => servicePrincipal !== 'enabled') && 'app off',
  ].filter(Boolean)
}

function choose(tenant) {
  listed.chosen = tenant.id
  listed.onChoose(tenant)
}
