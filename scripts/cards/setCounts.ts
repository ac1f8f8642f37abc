import { judge } from '../../src/heuristics/judge.js'
import { standard } from '../../src/heuristics/standard.js'
import { table } from './cardTable.js'
import { MIX_FILES, type MixFile, readMixSets } from './mixMeasurements.js'

const WASABI = new Set(['wasabi10', 'wasabi11', 'wasabiCoordinator', 'wabiSabi'])

/** What each heuristic finds in each set, all transactions of it, and what follows from that in words. */
export function setCounts(folder: string): string {
	const { all, firm, view } = readMixSets(folder)
	const files = Object.keys(MIX_FILES) as MixFile[]
	const finds = (file: MixFile, ids: (id: string) => boolean, sets = all): number =>
		sets[file].filter((transaction) =>
			standard.some((heuristic) => ids(heuristic.id) && heuristic.inspect(transaction, view).kind === 'found'),
		).length
	const rows = standard.map(({ id }) => [id, ...files.map((file) => String(finds(file, (other) => other === id)))])
	const sizes = files.map((file) => String(all[file].length))
	const isMix = new Set(standard.filter(({ claim }) => claim === 'mix').map(({ id }) => id))
	const joined = [...all.wasabi1, ...all.wasabi2].filter((transaction) =>
		judge(standard, transaction, view).some(({ evidence }) => evidence.claim === 'sameControl'),
	).length
	const open = all.exits1.length - firm.exits1.length
	const exits = finds('exits1', (id) => WASABI.has(id)) + finds('exits2', (id) => WASABI.has(id))
	const lookalikes = all.lookalikes.length
	return [
		table([['found by shape', ...files], ['transactions', ...sizes], ...rows]),
		'',
		`Wasabi 1 mixes found: ${finds('wasabi1', (id) => id === 'wasabiCoordinator')} of ${all.wasabi1.length} by the coordinator; by structure alone ${finds('wasabi1', (id) => id === 'wasabi10')} as Wasabi 1.0, ${finds('wasabi1', (id) => id === 'wasabi10' || id === 'wasabi11')} as Wasabi 1.0 or 1.1, ${finds('wasabi1', (id) => isMix.has(id) && id !== 'wasabiCoordinator')} as a mix of any kind`,
		`firm Wasabi 2 mixes found: ${finds('wasabi2', (id) => id === 'wabiSabi', firm)} of ${firm.wasabi2.length}`,
		`exits called Wasabi: ${exits} of ${all.exits1.length + all.exits2.length}; called a mix of another kind: ${finds('exits1', (id) => isMix.has(id), firm)} of ${firm.exits1.length} and ${finds('exits2', (id) => isMix.has(id))} of ${all.exits2.length} firm ones, ${finds('exits1', (id) => isMix.has(id)) - finds('exits1', (id) => isMix.has(id), firm)} of ${open} whose truth is open`,
		`look-alikes refused: ${lookalikes - finds('lookalikes', (id) => isMix.has(id))} of ${lookalikes}`,
		`listed mixes whose inputs a co-spend joins: ${joined} of ${all.wasabi1.length + all.wasabi2.length}`,
	].join('\n')
}
