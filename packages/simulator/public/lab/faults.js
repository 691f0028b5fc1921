import { call, say } from './api.js'
import { byId, make, show } from './dom.js'
import { controls, readForm } from './fields.js'
import { chosenTenant } from './tenant.js'

let description
let afterChange = () => {}

/** The form that switches faults on; the control API says what there is to switch. */
export function startFaults({ faults }, onChange) {
  description = faults
  afterChange = onChange
  const groups = Map.groupBy(Object.entries(faults.kinds), ([, { group }]) => group)
  byId('kinds').replaceChildren(...[...groups].map(([group, members]) => chips(group, members)))
  byId('kinds').addEventListener('change', showKind)
  byId('fault').addEventListener('submit', (event) => {
    event.preventDefault()
    void switchOn()
  })
  byId('clear').addEventListener('click', () => void switchOff('faults'))
  byId('scope-fields').replaceChildren(...controls(faults.scope))
  showKind()
}

function chips(group, members) {
  const chip = ([kind, { title }]) =>
    make(
      'label',
      { className: 'chip' },
      make('input', { type: 'radio', name: 'kind', value: kind, checked: kind === 'throttle' }),
      make('span', {}, title),
    )
  return make('fieldset', {}, make('legend', {}, group), make('div', { className: 'chips' }, ...members.map(chip)))
}

const kindName = () => new FormData(byId('fault')).get('kind')

function fieldsOf({ fields = {}, services }) {
  const service = { title: 'Service', type: 'oneOf', options: services }
  return services.length > 1 ? { ...fields, service } : fields
}

function showKind() {
  const kind = description.kinds[kindName()]
  byId('effect').textContent = `${kind.effect}.`
  byId('kind-fields').replaceChildren(...controls(fieldsOf(kind)))
}

async function switchOn() {
  const form = byId('fault')
  const kind = kindName()
  const everywhere = new FormData(form).get('where') === 'all'
  const plan = { kind, ...readForm(form, { ...fieldsOf(description.kinds[kind]), ...description.scope }) }
  await call('POST', everywhere ? 'faults' : `tenants/${chosenTenant().id}/faults`, plan)
  say(`${description.kinds[kind].title}: on.`)
  afterChange()
}

async function switchOff(path) {
  await call('DELETE', path)
  afterChange()
}

/** The faults that are on. */
export function showFaults(faults) {
  byId('fault-count').textContent = faults.length === 0 ? 'none on' : `${faults.length} on`
  byId('clear').hidden = faults.length < 2
  show(byId('active'), faults, () => faults.map(active))
}

function active(fault) {
  const { id, kind, struck, tenant = 'every tenant' } = fault
  const { title } = description.kinds[kind]
  const off = make('button', { type: 'button', 'aria-label': `Switch off: ${title}, ${tenant}` }, 'Off')
  off.addEventListener('click', () => void switchOff(`faults/${id}`))
  return make(
    'li',
    {},
    make(
      'div',
      {},
      make('strong', {}, title),
      make('small', {}, [tenant, ...details(fault), `struck ${struck}×`].join(' · ')),
    ),
    off,
  )
}

const NOT_DETAILS = new Set(['id', 'kind', 'struck', 'tenantId', 'tenant', 'seconds'])
const WORDS = {
  retryAfter: (value) => `Retry-After ${value}`,
  probability: (value) => `${Math.round(value * 100)} %`,
  times: (value) => `${value} times`,
  after: (value) => `after ${value}`,
  until: (value) => `until ${value.slice(11, 19)}`,
  skewSeconds: (value) => `${value} s`,
  milliseconds: (value) => `${value} ms`,
}

function details(fault) {
  return Object.entries(fault)
    .filter(([name]) => !NOT_DETAILS.has(name))
    .map(([name, value]) => WORDS[name]?.(value) ?? String(value))
}
