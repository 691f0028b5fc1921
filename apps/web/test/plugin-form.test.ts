import type { FormField } from '@tenantry/core'
import { PluginForm } from '@tenantry/ui'
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'

const fields: FormField[] = [
  { name: 'tenantId', label: 'Tenant ID', type: 'text', required: true, help: 'A GUID or a domain.' },
  { name: 'clientSecret', label: 'Client secret', type: 'secret', required: true },
  { name: 'expiresAt', label: 'Expires on', type: 'date', required: false },
  { name: 'certificate', label: 'Certificate', type: 'multiline', required: false },
]
const mounted = (props: Record<string, unknown> = {}) =>
  mount(PluginForm, { props: { fields, modelValue: {}, ...props }, attachTo: document.body })

describe('a form drawn from a plugin’s fields', () => {
  it('S1.16: draws each field in its order with its label and help', () => {
    const form = mounted()
    expect(form.findAll('label').map((label) => label.text())).toEqual([
      'Tenant ID',
      'Client secret',
      'Expires on',
      'Certificate',
    ])
    expect(form.text()).toContain('A GUID or a domain.')
  })

  it('ties every label to its input', () => {
    for (const label of mounted().findAll('label')) {
      expect(document.getElementById(label.attributes('for') ?? '')?.getAttribute('name')).toBeTruthy()
    }
  })

  it('gives back every value as it is typed', async () => {
    const form = mounted({ modelValue: { tenantId: 'a', expiresAt: '' } })
    await form.get('[name=tenantId]').setValue('contoso.com')
    expect(form.emitted('update:modelValue')?.at(-1)).toEqual([{ tenantId: 'contoso.com', expiresAt: '' }])
    expect(form.emitted('edited')?.at(-1)).toEqual(['tenantId'])
  })

  it('puts the server’s message on the field it is about', () => {
    const form = mounted({ errors: { tenantId: 'No tenant has this ID.' } })
    expect(form.get('[name=tenantId]').attributes('aria-invalid')).toBe('true')
    expect(form.get('[name=expiresAt]').attributes('aria-invalid')).not.toBe('true')
    expect(form.text()).toContain('No tenant has this ID.')
  })
})
