import { existsSync, readFileSync } from 'node:fs'

/** Rooms of heuristics, below their folder. */
const ROOMS = ['bitcoin', 'bitcoin/change', 'evm', 'evm/mixing', 'crosschain', 'risk']
/** Files that are not named like the finding, by its id. */
const FILES: Readonly<Record<string, string>> = { peelChain: 'bitcoin/peel/peelChains' }

/** The known failures of a heuristic, as the head of its own file states them, so that they are written once. */
export function failuresOf(id: string): string[] {
	const path = [...ROOMS.map((room) => `${room}/${id}`), FILES[id]]
		.map((file) => `src/heuristics/${file}.ts`)
		.find(existsSync)
	if (path === undefined) throw new Error(`no file states how ${id} fails`)
	const [, stated] = /^ \* Fails when: ([\s\S]*?)\n \* (?:Cost:|[A-Z][a-z]+:)/m.exec(readFileSync(path, 'utf8')) ?? []
	if (stated === undefined) throw new Error(`${path} states no "Fails when:" before "Cost:"`)
	return stated
		.replace(/\n \* ?/g, ' ')
		.replace(/\.$/, '')
		.split(/; (?![^(]*\))/)
}
