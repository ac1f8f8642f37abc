import { checkShape, expected } from './checkShape.js'

/** @throws InputError `E_INPUT` naming the source that is none */
export function checkSources(sources: unknown): void {
	if (!Array.isArray(sources)) throw expected('sources', 'a list of sources')
	for (const [i, source] of sources.entries())
		checkShape(source, { what: 'a source', functions: ['describe', 'fetch'] }, `sources[${i}]`)
}
