import { SecretField } from '@tenantry/ui'
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'

const mounted = (props: Record<string, unknown> = {}) =>
  mount(SecretField, { props: { name: 'clientSecret', label: 'Client secret', ...props }, attachTo: document.body })

describe('a secret field', () => {
  it('S4.36: takes what is pasted without showing it', async () => {
    const field = mounted()
    await field.get('input').setValue('s3cret~value')
    expect(field.emitted('update:modelValue')?.at(-1)).toEqual(['s3cret~value'])
    expect(field.get('input').attributes('type')).toBe('password')
    expect(field.text()).not.toContain('s3cret~value')
  })

  it('removes blanks around what was pasted and says so', async () => {
    const field = mounted()
    await field.get('input').setValue('  s3cret~value \n')
    expect(field.emitted('update:modelValue')?.at(-1)).toEqual(['s3cret~value'])
    expect(field.text()).toContain('Blanks before or after it were removed')
  })

  it('says nothing about blanks when there were none', async () => {
    const field = mounted()
    await field.get('input').setValue('s3cret~value')
    expect(field.text()).not.toContain('Blanks')
  })

  it('asks whether a GUID is the secret’s ID', async () => {
    const field = mounted()
    await field.get('input').setValue('6f9619ff-8b86-d011-b42d-00c04fc964ff')
    expect(field.text()).toContain('Is it the Secret ID?')
  })

  it('masks a secret of several lines', () => {
    expect(mounted({ multiline: true }).get('textarea').classes()).toContain('masked')
  })

  it('shows the error on the field and ties it to the input', () => {
    const field = mounted({ error: 'Paste the secret’s value.' })
    const input = field.get('input')
    expect(input.attributes('aria-invalid')).toBe('true')
    const described = (input.attributes('aria-describedby') ?? '').split(' ')
    expect(
      described.some((id) => document.getElementById(id)?.textContent?.includes('Paste the secret’s value.')),
    ).toBe(true)
  })
})
