import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { rolldown } from 'rolldown'

/**
 * Packs what a package was compiled to into one file, behind the files that it exports: opening and linking hundreds of small
 * modules is what takes longest when a process starts. Run in the package's folder after the compiler. Other packages stay
 * outside, so that all share one of each.
 */
const dist = resolve('dist')
const { exports } = JSON.parse(readFileSync('package.json', 'utf8'))
const files = Object.values(exports).flatMap((entry) => filesOf(entry.default))
const input = Object.fromEntries(files.map((file) => [relative(dist, file).replace(/\.js$/, ''), resolve(file)]))

rmSync(resolve(dist, 'packed'), { recursive: true, force: true })
const bundle = await rolldown({
  input,
  platform: 'node',
  external: (id) => !/^[./]/.test(id) && !id.startsWith(dist),
  logLevel: 'silent',
})
await bundle.write({
  dir: dist,
  format: 'esm',
  sourcemap: true,
  entryFileNames: '[name].js',
  chunkFileNames: 'packed/[name]-[hash].js',
  // What helps tests brings their tools along.
  codeSplitting: { groups: [{ name: 'all', test: (id) => !id.includes('/testing/') }] },
})

/** `./dist/index.js` is one file; `./dist/resources/*.js` all that lie there. */
function filesOf(path) {
  const folder = dirname(path)
  if (!path.endsWith('/*.js')) return [path]
  return readdirSync(folder).flatMap((name) => (name.endsWith('.js') ? [`${folder}/${name}`] : []))
}
