export { cipp } from './plugin.js'
