/**
 * Ten controls as somebody writes them who needs nothing else: each looks into the snapshot, checks the form of what it
 * uses, and gives a verdict, a sentence and the objects at fault. The same ten as ours, with the same verdicts.
 */
export const byHand = {
  'entra-app-registration-admins-only': (snapshot) =>
    bySwitch(
      one(snapshot['/policies/authorizationPolicy'])?.defaultUserRolePermissions?.allowedToCreateApps,
      false,
      'Who may register applications',
    ),
  'entra-guest-invite-limited': (snapshot) => {
    const value = one(snapshot['/policies/authorizationPolicy'])?.allowInvitesFrom
    if (typeof value !== 'string') return unread('Who may invite guests')
    return verdict(value === 'adminsAndGuestInviters' || value === 'none', 'Who may invite guests', [{ value }])
  },
  'exo-smtp-auth-off': (snapshot) =>
    bySwitch(one(snapshot['exo:Get-TransportConfig'])?.SmtpClientAuthenticationDisabled, true, 'SMTP'),
  'exo-mailbox-audit-on': (snapshot) =>
    bySwitch(one(snapshot['exo:Get-OrganizationConfig'])?.AuditDisabled, false, 'The log of mailboxes'),
  'm365-groups-not-public': (snapshot) =>
    listed(snapshot['/groups'], 'Groups', (group) => {
      const unified = Array.isArray(group.groupTypes) && group.groupTypes.includes('Unified')
      return unified && group.visibility !== 'Private' && group.visibility !== 'HiddenMembership'
    }),
  'entra-app-secrets-none': (snapshot) => {
    const now = Date.parse(snapshot['meta:takenAt'])
    return listed(snapshot['/applications'], 'Applications', (application) =>
      checkedList(application.passwordCredentials).some(({ endDateTime }) => !(Date.parse(endDateTime ?? '') <= now)),
    )
  },
  'entra-users-mfa-capable': (snapshot) => {
    const users = checkedList(snapshot['/users'])
    const disabled = new Set(users.filter(({ accountEnabled }) => accountEnabled === false).map(({ id }) => id))
    const registrations = snapshot['/reports/authenticationMethods/userRegistrationDetails']
    const isMember = ({ id, userType }) => userType !== 'guest' && !disabled.has(id)
    return listed(registrations, 'People', (person) => isMember(person) && person.isMfaCapable !== true)
  },
  'entra-per-user-mfa-off': (snapshot) =>
    listed(snapshot['/beta/users/authentication/requirements'], 'People', ({ perUserMfaState: state }) => {
      return state !== null && state !== undefined && state !== 'disabled'
    }),
  'exo-audit-bypass': (snapshot) =>
    listed(
      snapshot['exo:Get-MailboxAuditBypassAssociation'],
      'Mailboxes',
      (entry) => entry.AuditBypassEnabled === true,
    ),
  'exo-shared-mailbox-signin': (snapshot) => {
    const users = new Map(checkedList(snapshot['/users']).map((user) => [user.id, user]))
    return listed(
      snapshot['exo:Get-Mailbox'],
      'Mailboxes',
      ({ RecipientTypeDetails: type, ExternalDirectoryObjectId: id }) =>
        type === 'SharedMailbox' && users.get(id)?.accountEnabled === true,
    )
  },
}

function one(value) {
  return Array.isArray(value) ? value[0] : value
}

function bySwitch(value, wanted, what) {
  if (typeof value !== 'boolean') return unread(what)
  return verdict(value === wanted, what, [{ value }])
}

function listed(value, what, isAtFault) {
  const list = checkedList(value)
  const faults = list.filter(isAtFault)
  return verdict(
    faults.length === 0,
    `${what}: ${faults.length} of ${list.length} at fault`,
    faults.slice(0, 50).map(({ id, displayName }) => ({ id, object: displayName ?? id })),
  )
}

function checkedList(value) {
  if (!Array.isArray(value)) throw new TypeError('A list was expected.')
  for (const item of value) {
    if (typeof item !== 'object' || item === null) throw new TypeError('A list of objects was expected.')
    for (const member of Object.values(item)) if (member === undefined) throw new TypeError('A value is missing.')
  }
  return value
}

function verdict(ok, reason, evidence) {
  return { verdict: ok ? 'pass' : 'fail', reason, evidence }
}

function unread(what) {
  return { verdict: 'notAssessed', reason: `${what} was not read.`, evidence: [] }
}
