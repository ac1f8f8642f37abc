import { hash } from 'node:crypto'

/** SHA-256 of the SHA-256, as Bitcoin hashes headers, transactions and the nodes of its trees. */
export function sha256d(bytes: Uint8Array): Uint8Array {
	return hash('sha256', hash('sha256', bytes, 'buffer'), 'buffer')
}
