import { FactIndex } from '../../src/graph/factIndex.js'
import { PEEL_CHAIN, peelChains } from '../../src/heuristics/bitcoin/peel/peelChains.js'
import { type BlockFiles, blockTransactions } from './blockTransactions.js'
import type { KnownCase, Measurement } from './measurement.js'

/** A chain whose extent is stated with the data. */
interface KnownChain {
	readonly first: string
	readonly last: string | null
	readonly transactions: number
}

/** Blocks, below the folder of Bitcoin data, with the chains that its README files state. */
const STATED: readonly { readonly files: BlockFiles; readonly chains: readonly KnownChain[] }[] = [
	{
		files: { blocks: ['blocks/early/blk-0-4521.dat'] },
		chains: [
			{
				first: 'f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16',
				last: '828ef3b079f9c23829c56fe86e85b4a69d9e06e5b54ea597eef5fb3ffef509fe',
				transactions: 5,
			},
		],
	},
	{
		files: { blocks: ['367238', '367239', '367240'].map((height) => `blocks-2015/block${height}.raw.gz`) },
		chains: [
			{
				first: 'a4df183a104fd35a2f326eb4ca9338c672abade4d57ea276d161127faf0acf32',
				last: '7d4a56240289aaf37a077b24cdca9f13def1b00d5f435f44636cb4e1aeb8f34f',
				transactions: 31,
			},
			{
				first: '9ba478b3d5a6b27442d2b064f61403ac6bceff6a1f9bb42384874c9e24f7486e',
				last: null,
				transactions: 24,
			},
		],
	},
]

/** The files that chains are stated for, below the folder of Bitcoin data. */
export const PEEL_FILES: readonly string[] = STATED.flatMap(({ files }) => files.blocks)

const POPULATION =
	'Three chains whose first transaction and length are stated with the data, two of them of an account that its change goes back to. Found where one chain has exactly these transactions. Precision is not measured: of the other chains in these blocks it is not known whether one wallet paid.'

/** How many of the stated chains are found as they are stated. */
export async function peelMeasurement(folder: string): Promise<Measurement> {
	const cases: KnownCase[] = []
	for (const { files, chains } of STATED) {
		const read = await blockTransactions(folder, files)
		const view = new FactIndex()
		for (const { transaction } of read) view.add(transaction)
		const context = { view, isMix: () => false, isService: () => false }
		const all = read.map(({ transaction }) => transaction)
		const found = peelChains(all, context)
		for (const { first, last, transactions } of chains) {
			const file = read.find(({ transaction }) => transaction.txid === first)?.file ?? ''
			const chain = found.find(({ steps }) => steps[0]?.transaction.txid === first)?.steps ?? []
			const same = chain.length === transactions && (last === null || chain.at(-1)?.transaction.txid === last)
			cases.push({ file, holds: true, own: true, answer: same ? 'found' : 'absent' })
		}
	}
	return { heuristic: PEEL_CHAIN, population: POPULATION, cases }
}
