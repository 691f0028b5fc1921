import { describe, expect, it } from 'vitest'
import { parsedPolicy } from '../../../test/conditional-access-sample.js'
import { AZURE_MANAGEMENT, EXCHANGE_ONLINE, gapsToApplications, SHAREPOINT_ONLINE } from './applications.js'

const gaps = (applications: Record<string, unknown>, ids: string[]) =>
  gapsToApplications(parsedPolicy({ conditions: { applications } }), ids, 'it')

describe('a policy covers an application', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['all resources', {}, [AZURE_MANAGEMENT]],
    ['its name', { includeApplications: [AZURE_MANAGEMENT] }, [AZURE_MANAGEMENT]],
    ['the group it is in', { includeApplications: ['Office365'] }, [EXCHANGE_ONLINE, SHAREPOINT_ONLINE]],
  ])('by %s', (_, applications, ids) => {
    expect(gaps(applications, ids)).toEqual([])
  })

  it.each<[string, Record<string, unknown>, string[], string]>([
    ['names another', { includeApplications: ['another'] }, [AZURE_MANAGEMENT], 'does not cover it'],
    [
      'names one of two',
      { includeApplications: [EXCHANGE_ONLINE] },
      [EXCHANGE_ONLINE, SHAREPOINT_ONLINE],
      'does not cover it',
    ],
    ['leaves it out', { excludeApplications: [AZURE_MANAGEMENT] }, [AZURE_MANAGEMENT], 'leaves out it'],
    ['leaves out its group', { excludeApplications: ['Office365'] }, [EXCHANGE_ONLINE], 'leaves out it'],
  ])('but not when it %s', (_, applications, ids, what) => {
    expect(gaps(applications, ids)).toMatchObject([{ what }])
  })
})
