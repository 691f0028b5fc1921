import { createServer, type Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A message as a mail server took it. */
export interface ReceivedMail {
  from: string
  to: string[]
  /** Whole, as it came over the wire. */
  raw: string
  subject: string
  messageId: string
}

/** A real mail server on loopback that keeps what it is sent. */
export interface Mailbox {
  port: number
  received: ReceivedMail[]
  /** Ends every conversation without a word. */
  cut: () => void
  close: () => Promise<void>
}

export interface MailboxOptions extends Omit<SMTPServerOptions, 'onData'> {
  user?: string
  password?: string
  /** Decides about a message when it has come whole. It is received when this resolves, refused when it throws. */
  onMessage?: (mail: ReceivedMail) => Promise<void>
}

/** Starts a mail server. With a user it asks for a sign-in. */
export async function startMailbox({ user, password, onMessage, ...options }: MailboxOptions = {}): Promise<Mailbox> {
  const received: ReceivedMail[] = []
  const taken = async (mail: ReceivedMail): Promise<Error | null> => {
    try {
      await onMessage?.(mail)
      received.push(mail)
      return null
    } catch (error) {
      return error as Error
    }
  }
  const server = new SMTPServer({
    authOptional: user === undefined,
    disabledCommands: user === undefined ? ['AUTH', 'STARTTLS'] : [],
    logger: false,
    onAuth: (given, _session, answer) => {
      if (given.username === user && given.password === password) answer(null, { user })
      else answer(new Error('Authentication credentials invalid'))
    },
    ...options,
    onData: (stream, session, answer) => {
      let raw = ''
      stream.setEncoding('utf8')
      stream.on('data', (part: string) => (raw += part))
      stream.on('end', () => {
        const mail: ReceivedMail = {
          from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw,
          subject: headerOf(raw, 'Subject'),
          messageId: headerOf(raw, 'Message-ID'),
        }
        void taken(mail).then(answer)
      })
    },
  })
  server.on('error', () => undefined)
  const sockets = new Set<Socket>()
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.server.address() as { port: number }).port,
    received,
    cut: () => sockets.forEach((socket) => socket.destroy()),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** A port on which nobody listens. */
export function unusedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** A header, unfolded and decoded as far as ours go. */
function headerOf(raw: string, name: string): string {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ')
  const value = new RegExp(`^${name}: (.*)$`, 'mi').exec(head)?.[1] ?? ''
  return value.replaceAll(/=\?UTF-8\?Q\?(.*?)\?=\s?/gi, (_, words: string) =>
    decodeURIComponent(words.replaceAll('_', '%20').replaceAll('=', '%')),
  )
}
