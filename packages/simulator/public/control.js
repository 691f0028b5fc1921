const byId = (id) => document.getElementById(id)
let state

async function call(method, path, body) {
  const response = await fetch(`/_control/${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const answer = response.status === 204 ? {} : await response.json()
  byId('message').textContent = response.ok ? 'Done.' : answer.error
  return answer
}

const tenant = () => state.tenants.find(({ id }) => id === byId('tenant').value) ?? state.tenants[0]
const app = () => tenant()?.apps.find(({ clientId }) => clientId === byId('app').value) ?? tenant()?.apps[0]
const tenantPath = (action) => `tenants/${tenant().id}/${action}`

function fill(select, options) {
  const chosen = select.value
  select.replaceChildren(...options.map(([value, text]) => new Option(text, value)))
  if (options.some(([value]) => value === chosen)) select.value = chosen
}

function facts() {
  const [here, chosen] = [tenant(), app()]
  const secret = state.apps.find(({ clientId }) => clientId === chosen?.clientId)
  const rows = {
    'Tenant id': here.id,
    Domain: here.defaultDomain,
    State: here.deleted ? 'deleted' : 'in use',
    Premium: here.premium.join(', ') || 'none',
    'New grants take': `${here.propagation.tokenSeconds} s`,
    'Client id': chosen?.clientId ?? 'no app',
    'Service principal': chosen?.servicePrincipal ?? '–',
    'Secret ends': secret?.secretExpires ?? '–',
    Granted: chosen?.granted.join(', ') || 'nothing',
    'On its way': chosen?.propagating.join(', ') || 'nothing',
  }
  byId('facts').replaceChildren(
    ...Object.entries(rows).flatMap(([name, value]) => {
      const [term, detail] = [document.createElement('dt'), document.createElement('dd')]
      term.textContent = name
      detail.textContent = value
      return [term, detail]
    }),
  )
}

function describe({ kind, service, path, times, struck, tenantId, status, retryAfter, code, phase }) {
  const where = state.tenants.find(({ id }) => id === tenantId)?.name ?? 'every tenant'
  const details = [
    status,
    code,
    phase,
    retryAfter && `Retry-After ${retryAfter}`,
    service,
    path,
    times && `${times} times`,
  ]
  return `${kind} · ${where} · ${details.filter(Boolean).join(' · ') || 'always'} · struck ${struck}`
}

function faults() {
  byId('faults').replaceChildren(
    ...state.faults.map((fault) => {
      const item = document.createElement('li')
      const off = document.createElement('button')
      off.type = 'button'
      off.textContent = 'Switch off'
      off.setAttribute('aria-label', `Switch off ${fault.kind}`)
      off.addEventListener('click', () => void callAndRefresh('DELETE', `faults/${fault.id}`))
      item.append(describe(fault), off)
      return item
    }),
  )
}

function draw() {
  byId('scenario').textContent = `${state.scenario}: ${state.description}`
  byId('now').textContent = state.now
  byId('now').dateTime = state.now
  fill(
    byId('tenant'),
    state.tenants.map(({ id, name }) => [id, name]),
  )
  fill(
    byId('app'),
    tenant().apps.map(({ clientId, name }) => [clientId, name]),
  )
  fill(
    byId('permission'),
    (app()?.granted ?? []).map((name) => [name, name]),
  )
  facts()
  faults()
}

async function refresh() {
  state = await (await fetch('/_control/state')).json()
  draw()
}

async function callAndRefresh(method, path, body) {
  await call(method, path, body)
  await refresh()
}

async function change(action, body = {}) {
  const answer = await call('POST', tenantPath(action), { clientId: app()?.clientId, ...body })
  if (answer.clientSecret && action === 'rotate-secret')
    byId('message').textContent = `New secret: ${answer.clientSecret}`
  await refresh()
}

function onSubmit(id, act) {
  byId(id).addEventListener('submit', (event) => {
    event.preventDefault()
    void act(Object.fromEntries(new FormData(event.target)))
  })
}

for (const button of document.querySelectorAll('[data-change]')) {
  button.addEventListener('click', () => void change(button.dataset.change))
}
for (const button of document.querySelectorAll('[data-advance]')) {
  const advanceSeconds = Number(button.dataset.advance)
  button.addEventListener('click', () => void callAndRefresh('POST', 'clock', { advanceSeconds }))
}
byId('replace-secret').addEventListener('click', () => void change('rotate-secret', { removeOld: true }))
byId('reset').addEventListener('click', () => void callAndRefresh('POST', 'reset'))
byId('tenant').addEventListener('change', draw)
byId('app').addEventListener('change', draw)

onSubmit('expiry', ({ days }) =>
  change('expiring-secret', { at: new Date(Date.parse(state.now) + days * 86_400_000).toISOString() }),
)
onSubmit('withhold', ({ permission }) => change('withhold-permissions', { permissions: [permission] }))
onSubmit('propagation', ({ seconds }) => change('propagate-slowly', { seconds: Number(seconds) }))
onSubmit('fault', ({ where, kind, service, retryAfter, path, times }) => {
  const wait = retryAfter === '' ? {} : { retryAfter: /^\d+$/.test(retryAfter) ? Number(retryAfter) : retryAfter }
  return callAndRefresh('POST', where === 'all' ? 'faults' : tenantPath('faults'), {
    kind,
    ...(['throttle', 'serverError'].includes(kind) ? wait : {}),
    ...(service ? { service } : {}),
    ...(path ? { path } : {}),
    ...(times ? { times: Number(times) } : {}),
  })
})

await refresh()
