import type { HttpReply } from '../../http/exchange.js'
import { delegate, holdsOneOf } from '../delegation.js'
import { type CippCall, results } from '../call.js'
import { runInExchange } from '../exchange.js'
import { notManaged } from './exchange-request.js'

/** How long CIPP waits for the mailbox to be known everywhere. */
const WAITS_SECONDS = 3

const MANAGES_USERS = ['User Administrator']

/** The mailbox, then sign-in blocked, then aliases: what fails later is told in a success. */
export function addSharedMailbox(call: CippCall): HttpReply {
  const filter = call.text('tenantID') ?? ''
  const managed = call.findTenant(filter)
  const failed = (message: string) => results([`Failed to create shared mailbox. ${message}`], 403)
  if (!managed) return failed(notManaged(call, filter))
  const { tenant } = managed
  const name = call.text('displayName') ?? ''
  const address = `${call.text('username') ?? ''}@${call.text('domain') ?? ''}`
  const created = runInExchange(call, managed, {
    cmdlet: 'New-Mailbox',
    parameters: {
      Shared: true,
      Name: name,
      DisplayName: name,
      Alias: call.text('username'),
      PrimarySmtpAddress: address,
    },
  })
  if (!created.ok) {
    call.log({ tenant: managed, api: 'AddSharedMailbox', message: created.message, severity: 'Error' })
    return failed(created.message)
  }
  call.log({ tenant: managed, api: 'AddSharedMailbox', message: `Created shared mailbox ${name}` })
  const texts = [`Successfully created shared mailbox: ${address}.`]

  const users = tenant.set('users')
  const user = users.view().find('userPrincipalName', address) ?? users.view().find('mail', address)
  if (user && holdsOneOf(delegate(call.instance, tenant, call.now), MANAGES_USERS)) {
    users.update(user.id, { accountEnabled: false }, call.now.getTime())
    texts.push(`Blocked sign-in for shared mailbox ${address}`)
  } else {
    texts.push('Failed to block sign-in for the shared mailbox: Insufficient privileges to complete the operation.')
  }

  const aliases = (call.text('addedAliases') ?? '').split(/\s*\n\s*/).filter((alias) => alias !== '')
  if (aliases.length === 0) return results(texts)
  if (tenant.replication.readSeconds > WAITS_SECONDS) {
    texts.push(
      `Failed to add aliases: The operation couldn't be performed because object '${address}' couldn't be found.`,
    )
    return results(texts)
  }
  const change = { '@odata.type': '#Exchange.GenericHashTable', Add: aliases }
  call.simulation.agenda.plan(new Date(call.now.getTime() + WAITS_SECONDS * 1000), () => {
    runInExchange(call, managed, { cmdlet: 'Set-Mailbox', parameters: { Identity: address, EmailAddresses: change } })
  })
  texts.push(`Added aliases to ${address}: ${aliases.join(', ')}`)
  return results(texts)
}
