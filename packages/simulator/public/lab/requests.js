import { call } from './api.js'
import { byId, make } from './dom.js'
import { chosenTenant } from './tenant.js'

const SHOWN = 200
let seen = 0
let requests = []

export function startRequests() {
  for (const id of ['only-tenant', 'only-struck']) byId(id).addEventListener('change', draw)
}

/** Fetches what came since, unless it is to hold still. */
export async function showRequests() {
  if (byId('pause').checked) return
  const { count, requests: fresh } = await call('GET', `requests?after=${seen}`)
  if (count < seen) {
    Object.assign(requests, { length: 0 })
    seen = 0
    return
  }
  if (fresh.length === 0 && count === seen) return
  seen = count
  requests = [...fresh, ...requests].slice(0, 500)
  draw()
}

export function draw() {
  const [onlyTenant, onlyStruck] = ['only-tenant', 'only-struck'].map((id) => byId(id).checked)
  const wanted = requests
    .filter(({ tenantId, struck }) => (!onlyTenant || tenantId === chosenTenant()?.id) && (!onlyStruck || struck))
    .slice(0, SHOWN)
  byId('request-count').textContent = seen === 0 ? '' : `${seen} so far`
  byId('log').replaceChildren(...wanted.map(row))
  byId('no-requests').hidden = wanted.length > 0
  byId('no-requests').textContent = requests.length > 0 ? 'None of these.' : 'Nothing has been asked yet.'
}

function row({ time, method, url, status, tenant = '', struck, arrived }) {
  const cells = [
    make('td', {}, time.slice(11, 19)),
    make('td', { className: status >= 400 ? 'bad' : 'fine' }, `${status}${arrived ? '' : ' †'}`),
    make('td', {}, `${method} ${decode(url.replace('https://', ''))}`),
    make('td', {}, tenant),
    make('td', { className: 'struck' }, (struck ?? []).join(', ')),
  ]
  if (!arrived) cells[1].title = 'The answer did not arrive as it was meant'
  return make('tr', {}, ...cells)
}

function decode(url) {
  try {
    return decodeURI(url)
  } catch {
    return url
  }
}
