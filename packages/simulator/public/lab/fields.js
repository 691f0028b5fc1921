import { make } from './dom.js'

const HINTS = { retryAfter: '30, none, date', texts: 'comma between' }

/** Something to fill in for every field. */
export function controls(fields) {
  return Object.entries(fields).map(([name, field]) => {
    if (field.type === 'someOf') return several(name, field)
    if (field.type === 'yesNo') {
      return make('label', { className: 'choice' }, make('input', { type: 'checkbox', name }), field.title)
    }
    return make('label', { className: 'field' }, field.title, control(name, field))
  })
}

function control(name, field) {
  const required = field.required === true
  switch (field.type) {
    case 'oneOf':
      return make(
        'select',
        { name, required },
        ...(required ? [] : [new Option('–', '')]),
        ...field.options.map((option) => new Option(option)),
      )
    case 'whole':
      return make('input', { name, required, type: 'number', min: field.from, max: field.to, step: 1 })
    case 'share':
      return make('input', { name, required, type: 'number', min: 0, max: 1, step: 0.05, placeholder: '1' })
    case 'moment':
      return make('input', { name, required, type: 'datetime-local' })
    default:
      return make('input', {
        name,
        required,
        autocomplete: 'off',
        list: field.suggest,
        placeholder: HINTS[field.type] ?? '',
      })
  }
}

function several(name, { options }) {
  return make(
    'div',
    { className: 'some' },
    ...options.map((value) =>
      make('label', { className: 'choice' }, make('input', { type: 'checkbox', name, value }), value),
    ),
  )
}

/** What was filled in, as the control API takes it. */
export function readForm(form, fields) {
  const data = new FormData(form)
  const values = Object.entries(fields).map(([name, field]) => [name, value(data, name, field)])
  return Object.fromEntries(values.filter(([, given]) => given !== undefined))
}

function value(data, name, field) {
  if (field.type === 'yesNo') return data.has(name) ? true : undefined
  if (field.type === 'someOf') return data.has(name) ? data.getAll(name) : undefined
  const text = String(data.get(name) ?? '').trim()
  if (text === '') return undefined
  switch (field.type) {
    case 'whole':
    case 'share':
      return Number(text)
    case 'oneOf':
      return field.options.find((option) => String(option) === text)
    case 'retryAfter':
      return /^\d+$/.test(text) ? Number(text) : text
    case 'moment':
      return new Date(text).toISOString()
    case 'texts':
      return text.split(/[,\s]+/).filter(Boolean)
    default:
      return text
  }
}
