/** The master key of every test installation. */
export const TEST_MASTER_KEY = Buffer.alloc(32, 7).toString('base64')
