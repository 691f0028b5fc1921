import { call, say } from './api.js'
import { byId, make, show } from './dom.js'

export function startLimits(onChange) {
  const select = byId('scale').elements.scale
  select.addEventListener('change', async () => {
    const { value } = select
    await call('POST', 'limits', { scale: value === 'off' ? value : Number(value) })
    say('Limits: changed.')
    onChange()
  })
}

/** The limits that are in use. */
export async function showLimits() {
  const { scale, limits } = await call('GET', 'limits')
  const select = byId('scale').elements.scale
  const known = [...select.options].some(({ value }) => value === String(scale))
  if (!known) select.append(new Option(`× ${scale}`, String(scale)))
  if (document.activeElement !== select) select.value = String(scale)
  const used = limits
    .filter(({ fullest }) => fullest !== undefined && fullest.share >= 0.001)
    .sort((one, other) => other.fullest.share - one.fullest.share)
    .slice(0, 8)
  show(byId('used'), used, () =>
    used.length === 0 ? [make('li', { className: 'hint' }, 'None is being used.')] : used.map(row),
  )
}

function row({ title, capacity, seconds, fullest: { names, share } }) {
  const size = typeof capacity === 'number' ? capacity : Object.values(capacity).join(' / ')
  const percent = `${Math.round(share * 100)} %`
  return make(
    'li',
    { title: `${size} in ${seconds} s · ${names.join(' · ')}` },
    make('span', {}, title),
    make('meter', { min: 0, max: 1, high: 0.8, value: Math.min(share, 1), 'aria-label': `${title}: ${percent}` }),
    make('span', { className: 'share' }, percent),
  )
}
