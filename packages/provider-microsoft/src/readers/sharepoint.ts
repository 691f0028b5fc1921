import { defineListReader, defineReader, type ListPage, unexpectedAnswer } from '@tenantry/core'
import { sharePointSites } from '@tenantry/m365/resources/sharepoint-sites'
import { sharePointTenant } from '@tenantry/m365/resources/sharepoint-tenant'
import { z } from 'zod'
import type { MicrosoftConnection } from '../connection.js'
import { SHAREPOINT_FULL_CONTROL } from '../permissions/service-sets.js'
import type { MicrosoftReader } from './graph.js'
import type { SharePointClient } from './sharepoint-client.js'

const about = { set: 'sharepointAdmin', permissions: [SHAREPOINT_FULL_CONTROL], limit: 'SharePoint administration' }

const answered = z.looseObject({
  value: z.array(z.unknown()),
  NextStartIndexFromSharePoint: z.string().nullish(),
})

/** Sites come some hundred at a time, each time from the one that the answer before names. */
async function* sites(sharePoint: SharePointClient, from = '0'): AsyncIterable<ListPage> {
  for (let start: string | undefined = from; start !== undefined;) {
    const path: string = `/_api/SPO.Tenant/GetSitePropertiesFromSharePoint(startIndex='${encodeURIComponent(start)}',includeDetail=true)`
    const page = answered.safeParse(await sharePoint.get(path, 'Read sites of SharePoint'))
    if (!page.success) throw unexpectedAnswer({ service: 'SharePoint', what: 'an unknown form of its list of sites' })
    const next: string | undefined = page.data.NextStartIndexFromSharePoint ?? undefined
    if (next === start) throw unexpectedAnswer({ service: 'SharePoint', what: 'a list that leads back to itself' })
    yield { items: page.data.value, ...(next !== undefined && { next }) }
    start = next
  }
}

/** What SharePoint’s own administration tells and Microsoft Graph does not. */
export const sharePointReaders: readonly MicrosoftReader[] = [
  defineReader<MicrosoftConnection>(sharePointTenant, {
    ...about,
    read: ({ sharePoint }) => sharePoint.get('/_api/SPO.Tenant', 'Read tenant settings of SharePoint'),
  }),
  defineListReader<MicrosoftConnection>(sharePointSites, {
    ...about,
    pages: ({ sharePoint }, _context, from) => sites(sharePoint, from),
  }),
]
