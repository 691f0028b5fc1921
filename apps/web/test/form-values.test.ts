import type { FormField } from '@tenantry/core'
import { filledValues, formErrors, initialValues } from '@tenantry/ui'
import { describe, expect, it } from 'vitest'

const clientId: FormField = {
  name: 'clientId',
  label: 'Client ID',
  type: 'text',
  required: true,
  pattern: '^[0-9a-f]{8}$',
  example: '0a1b2c3d',
}
const cloud: FormField = { name: 'cloud', label: 'Cloud', type: 'choice', required: false, initial: 'global' }
const note: FormField = { name: 'note', label: 'Note', type: 'text', required: false }

describe('the values of a form', () => {
  it('start with what the schema says', () => {
    expect(initialValues([clientId, cloud])).toEqual({ clientId: '', cloud: 'global' })
  })

  it('are sent trimmed, without what was left empty', () => {
    expect(filledValues([clientId, note], { clientId: ' 0a1b2c3d ', note: '  ' })).toEqual({ clientId: '0a1b2c3d' })
  })

  it('are refused where a required one is missing', () => {
    expect(formErrors([clientId, note], { clientId: ' ', note: '' })).toEqual({ clientId: 'Client ID is needed.' })
  })

  it('S0.6: are refused where one does not have the form of its schema, with an example', () => {
    expect(formErrors([clientId], { clientId: 'nonsense' })['clientId']).toContain('0a1b2c3d')
  })

  it.each(['0a1b2c3d', '0A1B2C3D', ' 0a1b2c3d '])('are accepted where they have it: “%s”', (value) => {
    expect(formErrors([clientId], { clientId: value })).toEqual({})
  })

  it('are left to the server where the pattern is one that browsers cannot read', () => {
    expect(formErrors([{ ...note, pattern: '(?<!' }], { note: 'x' })).toEqual({})
  })
})
