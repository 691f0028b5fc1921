// Imported first by every script, and written for old versions too, so that they get a sentence instead of a stack trace.
const version = process.versions.node.split('.').map(Number)
const major = version[0]
const minor = version[1]
const oldest = { 20: 19, 22: 13, 24: 11 }[major]
const supported = oldest === undefined ? major > 24 : minor >= oldest

if (!supported) {
  console.error(
    'Tenantry needs Node.js 20.19, 22.13, 24.11 or later, and this is ' +
      process.versions.node +
      ': install a newer one from https://nodejs.org and run the command again.',
  )
  process.exit(1)
}
