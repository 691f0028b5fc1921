/** What an organization here can be. */
export const organizationKinds = [
  { value: 'company', label: 'Company', description: 'One tenant: your own.' },
  {
    value: 'msp',
    label: 'Managed service provider',
    description: 'Your partner tenant and the tenants of your customers.',
  },
]
