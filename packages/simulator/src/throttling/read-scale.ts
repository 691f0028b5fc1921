import type { Scale } from './throttle.js'

/** As a person writes it: `off`, or a factor for the published capacity. */
export function readScale(text: string): Scale {
  if (text === 'off') return 'off'
  const scale = Number(text)
  if (!(scale > 0)) throw new Error(`'${text}' is neither off nor a scale.`)
  return scale
}
