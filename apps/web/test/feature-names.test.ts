import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import FeatureNames from '../src/features/company/FeatureNames.vue'

const text = (of: ReturnType<typeof mount>) => of.text().replaceAll(/\s+/g, ' ')

describe('names of features in a sentence', () => {
  it('are all there when they are few', () => {
    const few = mount(FeatureNames, { props: { names: ['Users', 'Groups', 'Apps', 'Mail'] } })
    expect(text(few)).toBe('Users, Groups, Apps and Mail')
  })

  it('are three of many until one asks, and the keyboard goes on from there', async () => {
    const names = ['Users', 'Groups', 'Apps', 'Mail', 'Roles']
    const many = mount(FeatureNames, { props: { names }, attachTo: document.body })
    expect(text(many)).toBe('Users, Groups, Apps and 2 more')
    await many.get('button').trigger('click')
    expect(text(many)).toBe('Users, Groups, Apps, Mail and Roles')
    expect(document.activeElement).toBe(many.element)
  })
})
