import { connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import { resolveMailHost } from './mail-hosts.js'
import {
  mailAddressRefused,
  mailEncryptionFailed,
  mailOutcomeUnknown,
  mailServerNotReachable,
  mailServerTrouble,
  mailSignInRefused,
} from './mail.errors.js'

export const encryptions = ['tls', 'starttls', 'none'] as const
export type Encryption = (typeof encryptions)[number]

/** All that it takes to send through a mail server. */
export interface MailServer {
  host: string
  port: number
  encryption: Encryption
  username?: string
  password?: string
  sender: { name: string; address: string }
  /** Named by the operator: it may be anywhere. */
  trusted: boolean
}

export type MailStep = 'connect' | 'signIn' | 'send'

export interface Envelope {
  from: string
  to: string[]
}

const WAIT_MS = 15_000

/** One conversation with a mail server. */
export class MailSession {
  private constructor(
    private readonly connection: SMTPConnection,
    private readonly host: string,
  ) {}

  /** Connects, encrypted where it should be, and signs in. Throws an error that says which of these failed. */
  static async open(server: MailServer, onStep: (step: MailStep) => void = () => undefined): Promise<MailSession> {
    const { host, port, encryption } = server
    const socket = await reach(server)
    const { default: Connection } = await import('nodemailer/lib/smtp-connection')
    const connection = new Connection({
      connection: socket,
      host,
      port,
      secure: encryption === 'tls',
      requireTLS: encryption === 'starttls',
      ignoreTLS: encryption === 'none',
      connectionTimeout: WAIT_MS,
      greetingTimeout: WAIT_MS,
      socketTimeout: 2 * WAIT_MS,
      name: server.sender.address.split('@')[1] ?? 'localhost',
      tls: { minVersion: 'TLSv1.2' },
    })
    const session = new MailSession(connection, host)
    try {
      await session.begin(server)
      onStep('connect')
      if (server.username !== undefined) await session.signIn(server.username, server.password ?? '')
      onStep('signIn')
      return session
    } catch (error) {
      session.close()
      throw error
    }
  }

  /**
   * Hands a message over. `onHandOver` is waited for when the server is ready to take it, just before it goes out: up to there
   * a failure means that nothing was sent. Answers which recipients the server did not take; throws when it took none.
   */
  send(
    envelope: Envelope,
    message: Buffer,
    onHandOver: () => Promise<void> = () => Promise.resolve(),
  ): Promise<{ refused: string[] }> {
    let handedOver = false
    let stopped: Error | undefined
    // Nothing of it is read before the server is ready to take it.
    async function* whenAsked() {
      await onHandOver().catch((error: Error) => {
        stopped = error
        throw error
      })
      handedOver = true
      yield message
    }
    const stream = Readable.from(whenAsked(), { objectMode: false })
    return new Promise((resolve, reject) => {
      this.connection.send({ ...envelope, size: message.length }, stream, (error, info) => {
        if (stopped) reject(stopped)
        else if (error) reject(this.asSendError(error, envelope, handedOver))
        else resolve({ refused: (info?.rejected ?? []).map(String) })
      })
    })
  }

  close(): void {
    this.connection.close()
  }

  private begin({ port, encryption }: MailServer): Promise<void> {
    return new Promise((resolve, reject) => {
      // Without a listener, an error after the conversation would end the process.
      this.connection.on('error', (error: Failure) => reject(this.asConnectError(error, port, encryption)))
      this.connection.connect((error?: Failure) => {
        if (error) reject(this.asConnectError(error, port, encryption))
        else resolve()
      })
    })
  }

  private signIn(user: string, pass: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.connection.login({ user, pass }, (error?: Failure | null) => {
        if (error) reject(mailSignInRefused({ answer: answerOf(error) }, { cause: error }))
        else resolve()
      })
    })
  }

  private asSendError(error: Failure, { from }: Envelope, handedOver: boolean) {
    const answer = answerOf(error)
    if (error.responseCode === undefined) {
      // No answer to the message itself: it may be on its way.
      if (handedOver) return mailOutcomeUnknown({}, { cause: error })
      return mailServerTrouble({ answer }, { cause: error })
    }
    if (error.responseCode < 500) return mailServerTrouble({ answer }, { cause: error })
    const what =
      error.command === 'MAIL FROM'
        ? `the sender ${from}`
        : error.command === 'RCPT TO'
          ? 'any recipient'
          : 'this message'
    return mailAddressRefused({ what, answer }, { cause: error })
  }

  private asConnectError(error: Failure, port: number, encryption: Encryption) {
    const { host } = this
    const isTls = error.code === 'ETLS' || /SSL|TLS|certificate|wrong version number/i.test(error.message)
    if (isTls) return mailEncryptionFailed({ host, reason: withoutPeriod(error.message) }, { cause: error })
    if (error.code === 'ETIMEDOUT') {
      const reason =
        encryption === 'tls'
          ? 'did not answer in time; perhaps it wants STARTTLS'
          : 'did not answer in time; perhaps it wants TLS'
      return mailServerNotReachable({ host, port, reason }, { cause: error })
    }
    return mailServerNotReachable(
      { host, port, reason: `ended the conversation: ${answerOf(error)}` },
      { cause: error },
    )
  }
}

interface Failure extends Error {
  code?: string
  command?: string
  response?: string
  responseCode?: number
}

async function reach({ host, port, trusted }: MailServer): Promise<Socket> {
  const { addresses } = await resolveMailHost(host, port, trusted)
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port,
      autoSelectFamily: true,
      // What was checked is what is connected to: the name is not resolved a second time.
      lookup: (_host, _options, answer) => answer(null, addresses),
    })
    const failed = (reason: string, cause?: unknown) => {
      socket.destroy()
      reject(mailServerNotReachable({ host, port, reason }, { cause }))
    }
    socket.setTimeout(WAIT_MS, () => failed('did not answer in time'))
    socket.once('error', (error: NodeJS.ErrnoException) =>
      failed(
        error.code === 'ECONNREFUSED' ? 'refuses the connection' : `cannot be reached (${error.code ?? error.message})`,
        error,
      ),
    )
    socket.once('connect', () => {
      socket.setTimeout(0)
      socket.removeAllListeners('error')
      resolve(socket)
    })
  })
}

function answerOf(error: Failure): string {
  return withoutPeriod(error.response ?? error.message)
}

function withoutPeriod(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replace(/\.$/, '').slice(0, 300)
}
