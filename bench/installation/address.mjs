/** The address that a process prints when it listens. */
export function addressOf(child) {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)
      if (address) resolve(address[0])
    })
    child.once('exit', (code) => reject(new Error(`It ended with code ${code} before it listened: ${said}`)))
  })
}
