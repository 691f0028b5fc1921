import { connect } from 'node:net'

const CONNECTIONS = 16
const END_OF_HEAD = Buffer.from('\r\n\r\n')

/** So many GET requests one after another on each of some connections; resolves to requests a second. */
export async function requestsPerSecond({ url, path, headers = {}, requests }) {
  const { hostname, port } = new URL(url)
  const head = Object.entries({ host: `${hostname}:${port}`, ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  const request = Buffer.from(`GET ${path} HTTP/1.1\r\n${head.join('')}\r\n`)
  const share = Math.ceil(requests / CONNECTIONS)
  const from = performance.now()
  await Promise.all(Array.from({ length: CONNECTIONS }, () => ask(hostname, Number(port), request, share)))
  return (share * CONNECTIONS * 1000) / (performance.now() - from)
}

/** As little of HTTP as both servers need, so that the client is never what is measured. */
function ask(host, port, request, times) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => socket.write(request))
    socket.setNoDelay(true)
    let left = times
    let received = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
      const length = lengthOf(received)
      if (length === undefined || received.length < length) return
      received = received.subarray(length)
      left -= 1
      if (left === 0) socket.end(resolve)
      else socket.write(request)
    })
    socket.once('error', reject)
    socket.once('close', () => left > 0 && reject(new Error(`The server hung up with ${left} requests to go.`)))
  })
}

/** Bytes of the whole answer, once its head is here. */
function lengthOf(received) {
  const end = received.indexOf(END_OF_HEAD)
  if (end < 0) return undefined
  const head = received.latin1Slice(0, end)
  if (!head.startsWith('HTTP/1.1 200')) throw new Error(`A server answered: ${head}`)
  const length = /content-length: (\d+)/i.exec(head)
  if (!length) throw new Error('An answer has no content-length.')
  return end + END_OF_HEAD.length + Number(length[1])
}
