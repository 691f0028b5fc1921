import type { Mailboxes, PublicSetup, SetupStep, TenantRef } from '@tenantry/core'
import { distributionGroup } from '@tenantry/m365'
import { z } from 'zod'
import type { AppConfig } from '../config.js'
import { cloudOf, type MicrosoftConnection } from '../connection.js'
import { mayAssignRoles } from '../guides/roles.js'
import { EXCHANGE_ADMINISTRATOR } from './directory-roles.js'

const organizationConfig = z.looseObject({ Name: z.string() })

function guide(setup: PublicSetup, tenant: TenantRef): SetupStep {
  return {
    id: 'exchange',
    title: 'Assign the Exchange Administrator role',
    instructions: [
      `Open Roles & admins of ${tenant.name ?? tenant.tenantId} in the Microsoft Entra admin center and choose Exchange Administrator.`,
      'Choose Add assignments, search for the app by its name or client ID, select it and Add.',
      'The assignment must be active: an app cannot activate an eligible one.',
    ],
    link: {
      label: 'Exchange Administrator in this tenant',
      href: `https://${cloudOf(setup.config).portal}/${tenant.tenantId}/#view/Microsoft_AAD_IAM/RoleMenuBlade/~/RoleMembers/objectId/${EXCHANGE_ADMINISTRATOR}/roleName/Exchange%20Administrator/roleTemplateId/${EXCHANGE_ADMINISTRATOR}`,
    },
    copy: [{ label: 'Client ID', value: (setup.config as AppConfig).clientId }],
    note: 'Only distribution lists, shared mailboxes and mailbox permissions need it. It takes 30 minutes to 2 hours to work.',
    warning: 'Role assignments do not spread between tenants: each tenant needs its own.',
    who: mayAssignRoles,
  }
}

/** Exchange Online, through our own app. */
export const mailboxes: Mailboxes<MicrosoftConnection> = {
  kinds: ['singleTenantApp', 'partnerApp'],
  service: 'Exchange',
  set: 'exchange',
  async probe({ exchange }) {
    const command = {
      name: 'Get-OrganizationConfig',
      select: ['Name', 'Guid'],
      purpose: 'See whether Exchange answers',
    }
    const [organization] = await exchange.run(command, organizationConfig, { fresh: true })
    return organization?.Name
  },
  guide,
  async lists({ exchange }, limit) {
    const found = await exchange.run(
      {
        name: 'Get-DistributionGroup',
        parameters: { ResultSize: limit },
        select: ['Guid', 'DisplayName', 'PrimarySmtpAddress'],
        purpose: 'List distribution lists',
      },
      distributionGroup,
    )
    return found.map(({ Guid, DisplayName, PrimarySmtpAddress }) => ({
      id: Guid,
      name: DisplayName,
      address: PrimarySmtpAddress,
    }))
  },
}
