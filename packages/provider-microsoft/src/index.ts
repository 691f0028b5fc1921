export { microsoft } from './plugin.js'
