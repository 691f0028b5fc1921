/** A security group as Fabric names it. */
export const group = { graphId: '7c1d7f0e-58a1-4b34-9b4a-1f0e5f1a2b3c', name: 'Report authors' }

/** A tenant that has Power BI, with one setting of Fabric. */
export function fabric(settingName: string, setting: Record<string, unknown>) {
  return {
    '/subscribedSkus': [
      {
        skuId: 'a403ebcc-fae0-4ca2-8c8c-7a907fd6c235',
        skuPartNumber: 'POWER_BI_PRO',
        servicePlans: [{ servicePlanName: 'BI_AZURE_P2', provisioningStatus: 'Success' }],
      },
    ],
    'fabric:/v1/admin/tenantsettings': [{ settingName, title: 'Some setting', ...setting }],
  }
}
