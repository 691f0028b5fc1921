import { createHash } from 'node:crypto'
import type { HttpReply } from '../http/exchange.js'

interface Kind {
  status: number
  code: string
  /** The .NET type of a cmdlet's error; the host itself refuses without one. */
  type?: string
  text: string
}

const TASKS = 'Microsoft.Exchange.Configuration.Tasks'

/** Refusals of Exchange: status, code, .NET type and text. */
const kinds = {
  roleUnsupported: {
    status: 403,
    code: 'Forbidden',
    text: "The role assigned to application {value} isn't supported in this scenario. Please check online documentation for assigning correct Directory Roles to Azure AD Application for EXO App-Only Authentication.",
  },
  notAllowed: { status: 403, code: 'Forbidden', text: 'The application {other} is not allowed to call {value}.' },
  wrongTenant: { status: 403, code: 'Forbidden', text: "The token's organization doesn't match {value}." },
  badInput: { status: 400, code: 'BadRequest', text: '{value}' },
  unknownPath: { status: 404, code: 'NotFound', text: "Resource not found for the segment '{value}'." },
  methodNotAllowed: { status: 405, code: 'MethodNotAllowed', text: 'The requested resource does not support {value}.' },
  notRecognized: {
    status: 400,
    code: 'BadRequest',
    type: 'System.Management.Automation.CommandNotFoundException',
    text: "The term '{value}' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.",
  },
  unknownParameter: {
    status: 400,
    code: 'BadRequest',
    type: 'System.Management.Automation.ParameterBindingException',
    text: "A parameter cannot be found that matches parameter name '{value}'.",
  },
  missingParameter: {
    status: 400,
    code: 'BadRequest',
    type: 'System.Management.Automation.ParameterBindingException',
    text: 'Cannot process command because of one or more missing mandatory parameters: {value}.',
  },
  invalidArgument: {
    status: 400,
    code: 'BadRequest',
    type: 'System.Management.Automation.ParameterBindingArgumentTransformationException',
    text: "Cannot process argument transformation on parameter '{other}'. Cannot convert value \"{value}\" to the parameter's type.",
  },
  invalidOperation: { status: 400, code: 'BadRequest', type: 'System.InvalidOperationException', text: '{value}' },
  notFound: {
    status: 404,
    code: 'NotFound',
    type: `${TASKS}.ManagementObjectNotFoundException`,
    text: "The operation couldn't be performed because object '{value}' couldn't be found on '{server}'.",
  },
  ambiguous: {
    status: 400,
    code: 'BadRequest',
    type: `${TASKS}.ManagementObjectAmbiguousException`,
    text: "The operation couldn't be performed because '{value}' matches multiple entries.",
  },
  userNotFound: {
    status: 400,
    code: 'BadRequest',
    type: `${TASKS}.ManagementObjectNotFoundException`,
    text: 'User or group "{value}" wasn\'t found. Please make sure you\'ve typed it correctly.',
  },
  recipientNotFound: {
    status: 400,
    code: 'BadRequest',
    type: 'Microsoft.Exchange.Management.Tasks.RecipientTaskException',
    text: 'Couldn\'t find object "{value}". Please make sure that it was spelled correctly or specify a different object.',
  },
  dehydrated: {
    status: 400,
    code: 'BadRequest',
    type: `${TASKS}.InvalidOperationInDehydratedContextException`,
    text: "The command you tried to run isn't currently allowed in your organization. To run this command, you first need to run the command: Enable-OrganizationCustomization.",
  },
  alreadyHydrated: {
    status: 400,
    code: 'BadRequest',
    type: 'System.InvalidOperationException',
    text: 'This operation is not required. Organization is already enabled for customization.',
  },
  alreadyExists: {
    status: 400,
    code: 'BadRequest',
    type: 'Microsoft.Exchange.Data.Directory.ADObjectAlreadyExistsException',
    text: 'The object or recipient "{value}" already exists. Please choose another name.',
  },
  proxyExists: {
    status: 400,
    code: 'BadRequest',
    type: 'Microsoft.Exchange.Management.Tasks.WLCDManagedMemberExistsException',
    text: 'ProxyAddressExists: The proxy address "SMTP:{value}" is already being used by the proxy addresses or LegacyExchangeDN of "{other}". Please choose another proxy address.',
  },
  notAcceptedDomain: {
    status: 400,
    code: 'BadRequest',
    type: 'Microsoft.Exchange.Data.Directory.NotAcceptedDomainException',
    text: 'You can\'t use the domain because it\'s not an accepted domain for your organization: "{value}".',
  },
  memberExists: {
    status: 400,
    code: 'BadRequest',
    type: 'Microsoft.Exchange.Management.Tasks.MemberAlreadyExistsException',
    text: 'The recipient "{value}" is already a member of the group "{other}".',
  },
  notAMember: {
    status: 400,
    code: 'BadRequest',
    type: 'Microsoft.Exchange.Management.Tasks.MemberNotFoundException',
    text: 'The recipient "{value}" isn\'t a member of the group "{other}".',
  },
  notAManager: {
    status: 400,
    code: 'BadRequest',
    type: `${TASKS}.OperationRequiresGroupManagerException`,
    text: "You don't have sufficient permissions. This operation can only be performed by a manager of the group: the executing user is not in the current organization.",
  },
  synced: {
    status: 400,
    code: 'BadRequest',
    type: 'Microsoft.Exchange.Data.Directory.TaskInvalidOperationException',
    text: "The operation on {other} \"{value}\" failed because it's out of the current user's write scope. The action can't be performed on the object '{value}' because the object is being synchronized from your on-premises organization. This action should be performed on the object in your on-premises organization.",
  },
  outOfScope: {
    status: 403,
    code: 'Forbidden',
    type: 'Microsoft.Exchange.Data.Directory.ADScopeException',
    text: "'{value}' isn't within your current write scopes. Can't perform save operation.",
  },
  permissionMissing: {
    status: 400,
    code: 'BadRequest',
    type: 'Microsoft.Exchange.Management.StoreTasks.UserNotFoundInPermissionEntryException',
    text: 'There is no existing permission entry found for user: {value}.',
  },
  permissionExists: {
    status: 400,
    code: 'BadRequest',
    type: 'Microsoft.Exchange.Management.StoreTasks.UserAlreadyExistsInPermissionEntryException',
    text: 'An existing permission entry was found for user: {value}.',
  },
  throttled: { status: 429, code: 'TooManyRequests', text: 'Server busy: a micro delay was applied to the request.' },
  serverError: { status: 500, code: 'InternalServerError', text: 'An internal server error occurred.' },
  badGateway: { status: 502, code: 'BadGateway', text: 'Bad gateway.' },
  serverBusy: { status: 503, code: 'ServiceUnavailable', text: 'The server is too busy: server busy.' },
  gatewayTimeout: { status: 504, code: 'GatewayTimeout', text: 'The gateway timed out.' },
} satisfies Record<string, Kind>

export type ExchangeErrorKind = keyof typeof kinds

interface Facts {
  value?: string
  other?: string
  server?: string
  headers?: Record<string, string>
}

/** A refusal of Exchange, thrown where it is found. */
export class ExchangeError extends Error {
  readonly status: number
  readonly code: string
  readonly type: string | undefined
  readonly headers: Record<string, string>

  constructor(
    readonly kind: ExchangeErrorKind,
    { value = '', other = '', server = 'DC001.PROD.OUTLOOK.COM', headers = {} }: Facts = {},
  ) {
    const facts: Kind = kinds[kind]
    super(
      facts.text
        .replaceAll('{value}', () => value)
        .replaceAll('{other}', () => other)
        .replaceAll('{server}', () => server),
    )
    this.status = facts.status
    this.code = facts.code
    this.type = facts.type
    this.headers = headers
  }
}

/** The cmdlet's own words come as `id|type|text`, in several places. */
export function exchangeErrorBody(error: ExchangeError): Record<string, unknown> {
  const { code, type } = error
  if (type === undefined) return { error: { code, message: error.message } }
  const id = `Ex${createHash('sha256').update(type).digest('hex').slice(0, 6).toUpperCase()}`
  const message = `${id}|${type}|${error.message}`
  return {
    error: {
      code,
      message,
      details: [{ code: 'Context', target: '', message }],
      innererror: {
        message: 'Error executing cmdlet',
        type: 'Microsoft.Exchange.Admin.OData.Core.ODataServiceException',
        stacktrace: '',
        internalexception: { message, type, stacktrace: '' },
      },
    },
    'adminapi.warnings@odata.type': '#Collection(String)',
    '@adminapi.warnings': [],
  }
}

export function exchangeErrorReply(error: ExchangeError): HttpReply {
  return { status: error.status, headers: error.headers, body: exchangeErrorBody(error) }
}

/** A token that Exchange does not take is refused without a word. */
export class ExchangeUnauthorized extends Error {}
