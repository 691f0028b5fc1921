import { type Input, required } from './input.js'

/** What may be said with a call of the control API; the page makes its forms of these. */
export type Field = { title: string; required?: true } & (
  | { type: 'whole'; from: number; to: number }
  | { type: 'share' }
  | { type: 'oneOf'; options: readonly (string | number)[] }
  | { type: 'someOf'; options: readonly string[] }
  | { type: 'yesNo' }
  | { type: 'moment' }
  | { type: 'text'; suggest?: 'directoryRoles' | 'permissions' }
  | { type: 'texts'; suggest?: 'permissions' }
  /** Seconds, `none` or `date`. */
  | { type: 'retryAfter' }
  /** A factor above 0, or `off`. */
  | { type: 'scale' }
)

export type Fields = Readonly<Record<string, Field>>

interface Values {
  whole: number
  share: number
  yesNo: boolean
  moment: Date
  text: string
  texts: string[]
  retryAfter: number | 'none' | 'date'
  scale: number | 'off'
}

type Value<F extends Field> = F extends { type: 'oneOf'; options: readonly (infer O)[] }
  ? O
  : F extends { type: 'someOf'; options: readonly (infer O)[] }
    ? O[]
    : F['type'] extends keyof Values
      ? Values[F['type']]
      : never

/** What was given: everything required, and of the rest what was said. */
export type Given<F extends Fields> = { [K in keyof F as F[K] extends { required: true } ? K : never]: Value<F[K]> } & {
  [K in keyof F as F[K] extends { required: true } ? never : K]?: Value<F[K]>
}

/** Every field that was given, read as what it should be. */
export function readFields<F extends Fields>(input: Input, fields: F): Given<F> {
  const values = Object.entries(fields).map(([name, field]) => {
    const value = read(input, name, field)
    return [name, field.required ? required(value, name) : value] as const
  })
  return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as Given<F>
}

function read(input: Input, name: string, field: Field): unknown {
  switch (field.type) {
    case 'retryAfter':
      return input.isNumber(name) ? input.whole(name, 0, 86_400) : input.oneOf(name, ['none', 'date'])
    case 'scale':
      return input.isNumber(name) ? input.within(name, 0.000_001, 1_000_000) : input.oneOf(name, ['off'])
    case 'whole':
      return input.whole(name, field.from, field.to)
    case 'share':
      return input.within(name, 0, 1)
    case 'oneOf':
      return input.oneOf(name, field.options)
    case 'someOf':
      return input.someOf(name, field.options)
    case 'yesNo':
      return input.boolean(name)
    case 'moment':
      return input.date(name)
    case 'texts':
      return input.strings(name)
    default:
      return input.string(name)
  }
}
