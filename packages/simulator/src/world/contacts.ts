import { guid, pick } from './ids.js'
import type { Entity, Tenant } from './model.js'

const COMPANIES = ['Northbridge Legal', 'Harbour Logistics', 'Fernhill Print', 'Orchard Catering', 'Stonegate Estates']

/** Organizational contacts: people of other companies in the address book. */
export function seedContacts(tenant: Tenant): Entity[] {
  const count = Math.min(60, Math.floor(tenant.headcount.users / 20))
  return Array.from({ length: count }, (_, index) => {
    const companyName = COMPANIES[pick(COMPANIES.length, tenant.id, 'contact', index)] as string
    const mailNickname = `contact${index + 1}`
    const mail = `${mailNickname}@${companyName.toLowerCase().replaceAll(' ', '')}.example`
    return {
      id: guid(tenant.id, 'contact', index),
      addresses: [],
      companyName,
      department: null,
      displayName: `${companyName} ${index + 1}`,
      givenName: null,
      jobTitle: null,
      mail,
      mailNickname,
      onPremisesSyncEnabled: null,
      phones: [],
      proxyAddresses: [`SMTP:${mail}`],
      surname: null,
    }
  })
}
