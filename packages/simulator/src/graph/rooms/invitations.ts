import { readBody } from '../../odata/body.js'
import { initialDomain } from '../../world/domain-names.js'
import type { Entity } from '../../world/model.js'
import { directoryTime } from '../../world/directory.js'
import { guid } from '../../world/ids.js'
import { audit } from '../audit.js'
import { GraphError } from '../graph-error.js'
import { createdReply } from '../reply.js'
import type { GraphCall, Room } from '../room.js'
import { newUser, userTarget } from './users-write.js'

/** https://learn.microsoft.com/graph/api/invitation-post: a guest, from this moment in the directory. */
function invite(call: GraphCall) {
  const body = readBody(call, 'invitation', {
    required: ['invitedUserEmailAddress', 'inviteRedirectUrl'],
    readOnly: ['id', 'inviteRedeemUrl', 'status'],
  })
  const { invitedUserEmailAddress, invitedUserDisplayName, invitedUserType = 'Guest', inviteRedirectUrl } = body
  const address = String(invitedUserEmailAddress)
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address)) {
    throw new GraphError('invalidQuery', { value: 'Invalid email address specified for the invited user.' })
  }
  if (!URL.canParse(String(inviteRedirectUrl))) {
    throw new GraphError('invalidQuery', { value: 'Invalid redirect URL specified for the invitation.' })
  }
  const domain = address.slice(address.indexOf('@') + 1).toLowerCase()
  if (call.tenant.domains.some(({ name }) => name.toLowerCase() === domain)) {
    throw new GraphError('invalidQuery', {
      value: 'The invited user already exists in the directory as object with a verified domain of this organization.',
    })
  }
  const user = guestOf(call, address, invitedUserDisplayName, invitedUserType)
  const id = guid(user.id, 'invitation')
  return createdReply(call, 'invitations', {
    id,
    invitedUserDisplayName: invitedUserDisplayName ?? null,
    invitedUserEmailAddress: address,
    invitedUserMessageInfo: body['invitedUserMessageInfo'] ?? {
      messageLanguage: null,
      customizedMessageBody: null,
      ccRecipients: [{ emailAddress: { name: null, address: null } }],
    },
    invitedUserType,
    inviteRedeemUrl: `https://login.microsoftonline.com/redeem?rd=${encodeURIComponent(`https://invitations.microsoft.com/redeem/?tenant=${call.tenant.id}&user=${id}`)}`,
    inviteRedirectUrl,
    resetRedemption: body['resetRedemption'] ?? false,
    sendInvitationMessage: body['sendInvitationMessage'] ?? false,
    status: user['externalUserState'] === 'Accepted' ? 'Completed' : 'PendingAcceptance',
    invitedUser: { id: user.id },
  })
}

/** Who was invited before is invited again, and is still one person. */
function guestOf(call: GraphCall, mail: string, displayName: unknown, userType: unknown): Entity {
  const users = call.tenant.set('users')
  const known = users.view().find('mail', mail)
  if (known) return known
  const initial = initialDomain(call.tenant)
  const nickname = `${mail.replace('@', '_')}#EXT#`
  const guest = newUser(call, {
    accountEnabled: true,
    displayName: displayName ?? mail.split('@')[0],
    externalUserState: 'PendingAcceptance',
    externalUserStateChangeDateTime: directoryTime(call.now),
    creationType: 'Invitation',
    mail,
    mailNickname: nickname,
    otherMails: [mail],
    proxyAddresses: [`SMTP:${mail}`],
    userPrincipalName: `${nickname}@${initial}`,
    userType,
  })
  users.create(guest, call.now.getTime())
  audit(call, {
    activity: 'Invite external user',
    category: 'UserManagement',
    service: 'Invited Users',
    targets: [userTarget(guest)],
  })
  return guest
}

export const invitationRooms: Room[] = [{ method: 'POST', path: '/invitations', answer: invite }]
