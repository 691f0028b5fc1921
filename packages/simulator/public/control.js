import { call, Refused, say } from './lab/api.js'
import { byId, unhurried } from './lab/dom.js'
import { showFaults, startFaults } from './lab/faults.js'
import { showLimits, startLimits } from './lab/limits.js'
import { draw as drawRequests, showRequests, startRequests } from './lab/requests.js'
import { chosenTenant, showTenant, startTenant } from './lab/tenant.js'
import { refreshTenants, startTenants } from './lab/tenants.js'

const clock = { world: 0, here: 0 }

function showClock() {
  const now = new Date(clock.world + Date.now() - clock.here)
  byId('now').dateTime = now.toISOString()
  byId('now').textContent = `${now.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

async function refreshState() {
  const state = await call('GET', 'state?top=0')
  Object.assign(clock, { world: Date.parse(state.now), here: Date.now() })
  byId('scenario').textContent = `${state.scenario}: ${state.description}`
  const { seed } = byId('reset').elements
  if (document.activeElement !== seed) seed.value = state.seed
  showFaults(state.faults)
}

async function refreshAll() {
  await Promise.all([refreshState(), refreshTenants(), showLimits()])
  const tenant = chosenTenant()
  if (tenant) await showTenant(tenant.id)
  await showRequests()
}

/** Looks again and again while someone is looking. */
function keepLooking(look, milliseconds) {
  const again = async () => {
    if (!document.hidden) await look().catch(() => say('The simulator does not answer.', { refused: true }))
    later()
  }
  const later = () => setTimeout(() => void again(), milliseconds)
  later()
}

async function advance(seconds) {
  await call('POST', 'clock', { advanceSeconds: seconds })
  await refreshAll()
}

async function startOver() {
  await call('POST', 'reset', { seed: Number(byId('reset').elements.seed.value) })
  say('The world has started over.')
  await refreshAll()
}

for (const button of document.querySelectorAll('[data-advance]')) {
  button.addEventListener('click', () => void advance(Number(button.dataset.advance)))
}

byId('reset').addEventListener('submit', (event) => {
  event.preventDefault()
  void startOver()
})

addEventListener('unhandledrejection', (event) => {
  if (event.reason instanceof Refused) event.preventDefault()
})

const description = await call('GET', 'api')
startTenants((tenant) => {
  void showTenant(tenant.id).then(drawRequests)
})
startTenant(description, unhurried(refreshAll, 0))
startFaults(description, unhurried(refreshState, 0))
startLimits(unhurried(refreshAll, 0))
startRequests()
await refreshAll()
setInterval(showClock, 500)
showClock()
keepLooking(refreshState, 2000)
keepLooking(showRequests, 1000)
keepLooking(showLimits, 2000)
