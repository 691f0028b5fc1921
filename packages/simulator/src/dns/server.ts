import { createSocket, type Socket as UdpSocket } from 'node:dgram'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import type { Simulation } from '../simulation.js'
import { answerQuery } from './answer.js'

const ADDRESS = '127.0.0.1'
const IDLE_MILLISECONDS = 10_000
const ATTEMPTS = 20

/** A resolver on one port, over UDP and TCP. */
export class DnsServer {
  readonly #connections = new Set<Socket>()
  #udp: UdpSocket | undefined
  #tcp: Server | undefined
  #port = 0

  constructor(private readonly simulation: Simulation) {}

  /** As `setServers` takes it. */
  get address(): string {
    return `${ADDRESS}:${this.#port}`
  }

  async listen(): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const tcp = createServer((connection) => this.#converse(connection)).listen(0, ADDRESS)
      await once(tcp, 'listening')
      const { port } = tcp.address() as AddressInfo
      const udp = createSocket('udp4')
      try {
        udp.bind(port, ADDRESS)
        await once(udp, 'listening')
      } catch (error) {
        udp.close()
        tcp.close()
        if (attempt === ATTEMPTS) throw error
        continue
      }
      udp.on('message', (query, { port: from, address }) => {
        const answer = answerQuery(this.simulation, query, 'udp')
        if (answer) udp.send(answer, from, address)
      })
      this.#tcp = tcp
      this.#udp = udp
      this.#port = port
      return
    }
  }

  async close(): Promise<void> {
    this.#udp?.close()
    for (const connection of this.#connections) connection.destroy()
    const tcp = this.#tcp
    if (tcp) await new Promise<void>((resolve) => tcp.close(() => resolve()))
  }

  /** Each message comes with its length before it. */
  #converse(connection: Socket): void {
    let received = Buffer.alloc(0)
    this.#connections.add(connection)
    connection.setTimeout(IDLE_MILLISECONDS, () => connection.destroy())
    connection.on('error', () => connection.destroy())
    connection.on('close', () => this.#connections.delete(connection))
    connection.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
        const end = 2 + received.readUInt16BE(0)
        const answer = answerQuery(this.simulation, received.subarray(2, end), 'tcp')
        received = received.subarray(end)
        if (!answer) continue
        const length = Buffer.alloc(2)
        length.writeUInt16BE(answer.length)
        connection.write(Buffer.concat([length, answer]))
      }
    })
  }
}
