import type { ControlParameter } from '../../api/shapes.js'

type Field = ControlParameter['fields'][number]
type Typed = Record<string, string | boolean>

const keyOf = ({ name }: Field) => name ?? ''
const memberOf = (value: unknown, name: string | null): unknown =>
  name === null ? value : (value as Record<string, unknown> | null | undefined)?.[name]

/** A value as the fields of a form hold it: lists one a line. */
export function typedValues({ fields, value }: Pick<ControlParameter, 'fields' | 'value'>): Typed {
  return Object.fromEntries(
    fields.map((field) => {
      const member = memberOf(value, field.name)
      if (field.type === 'boolean') return [keyOf(field), member === true]
      if (field.type === 'list') return [keyOf(field), Array.isArray(member) ? member.map(String).join('\n') : '']
      return [keyOf(field), typeof member === 'string' ? member : typeof member === 'number' ? `${member}` : '']
    }),
  )
}

/** What was typed as a value again. */
export function valueOfTyped({ fields, value }: Pick<ControlParameter, 'fields' | 'value'>, typed: Typed): unknown {
  const members = fields.map((field) => [field.name, parsed(field, typed[keyOf(field)])] as const)
  const [whole] = members
  if (whole && whole[0] === null) return whole[1]
  const before = typeof value === 'object' && value !== null ? value : {}
  return { ...before, ...Object.fromEntries(members) }
}

function parsed({ type }: Field, typed: string | boolean | undefined): unknown {
  if (type === 'boolean') return typed === true
  const text = String(typed ?? '')
  if (type === 'number') return text.trim() === '' ? undefined : Number(text)
  if (type !== 'list') return text
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

/** What the server found wrong with a field or a part of it. */
export function messageOf(
  { name }: Pick<Field, 'name'>,
  messages: Readonly<Record<string, string>>,
): string | undefined {
  const place = name === null ? 'value' : `value.${name}`
  const paths = Object.keys(messages).filter((path) => path === place || path.startsWith(`${place}.`))
  return paths.length === 0 ? undefined : paths.map((path) => messages[path]).join(', ')
}
