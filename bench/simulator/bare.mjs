import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

/** Answers each path with the bytes that it is told on standard input, and does nothing else. */
const answers = new Map(Object.entries(JSON.parse(await text(process.stdin))))

const server = createServer((request, response) => {
  const { status, headers, body } = answers.get(request.url)
  response.writeHead(status, headers).end(body)
})
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ url: `http://127.0.0.1:${server.address().port}` })))
