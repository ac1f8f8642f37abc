import { fileURLToPath } from 'node:url'

/** Absolute path of the checkout, ending in a separator. */
export const repoRoot = fileURLToPath(new URL('../../', import.meta.url))
