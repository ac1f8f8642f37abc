import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openCase, Recorder } from '../../../src/cases.js'
import type { CaseFile } from '../../../src/model/caseFile.js'
import { trace } from '../../../src/trace.js'
import type { TraceResult } from '../../../src/traceResult.js'
import type { Anvil } from './anvil.js'
import { AMOUNTS, CHAIN_ID, type Theft } from './theft.js'

const CHAIN = `eip155:${CHAIN_ID}`
const RECORDING = 'recording'

/** The theft as a case, with what must come out of it. */
function caseOf({ accounts, contracts, steps }: Theft, source: CaseFile['sources'][number]): CaseFile {
	const asset = (address: string): string => `${CHAIN}/erc20:${address}`
	const [dollar, weth] = [asset(contracts.dollar.address), asset(contracts.weth.address)]
	return {
		case: 'fundtrail.case/1',
		name: 'A theft on a node of our own',
		description:
			'A million dollars of a token, taken, split, partly swapped and wrapped, sent to several at once, and paid into a deposit address of an exchange. Made up, on a private chain.',
		seeds: [{ transaction: `${CHAIN}/${steps.theft.hash}`, to: `${CHAIN}:${accounts.taker}` }],
		sources: [source],
		labels: ['labels.csv'],
		options: { method: 'fifo', assets: [dollar, weth], budget: { minShare: 0 } },
		expect: {
			status: 'complete',
			endpoints: [
				{ entity: 'Example Exchange', asset: dollar, exactly: `${AMOUNTS.depositedDollar}` },
				{ entity: 'Example Exchange', asset: weth, exactly: `${AMOUNTS.depositedWeth}` },
			],
			absent: [`${CHAIN}:${accounts.exchange}`, `${CHAIN}:${accounts.customer}`, `${CHAIN}:${contracts.pool.address}`],
			looseEnds: [
				{ stop: 'endOfSource', asset: dollar, exactly: `${AMOUNTS.toSecond - AMOUNTS.depositedDollar}` },
				{ stop: 'endOfSource', asset: weth, exactly: `${AMOUNTS.keptWeth}` },
			],
			ledger: [{ asset: dollar, seeded: `${AMOUNTS.stolen}`, difference: '0' }],
		},
	}
}

/**
 * Writes the case with labels into a folder, traces it on the node with every reply kept in `recording`, and leaves it as a
 * case over that recording.
 */
export async function recordTheft(anvil: Anvil, theft: Theft, folder: string): Promise<TraceResult> {
	const { accounts, contracts, from, to } = theft
	await mkdir(folder, { recursive: true })
	const exchange = `${CHAIN},${accounts.exchange},Example Exchange: hot wallet,Example Exchange,exchange,made up,2024-01-01,`
	await writeFile(
		join(folder, 'labels.csv'),
		`chain,address,label,entity,category,source,date,confidence\n${exchange}\n`,
	)
	const write = (source: CaseFile['sources'][number]): Promise<void> =>
		writeFile(join(folder, 'case.json'), `${JSON.stringify(caseOf(theft, source), null, '\t')}\n`)
	const node = { kind: 'evm-rpc', url: anvil.url, chain: CHAIN, from, to, allowPrivate: true } as const
	await write({ ...node, wrapped: [contracts.weth.address] })
	const recorder = await Recorder.into(join(folder, RECORDING))
	const result = await trace((await openCase(folder, { recorder })).options)
	await write({ kind: 'recording', path: RECORDING })
	return result
}
