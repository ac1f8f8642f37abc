import { existsSync, readFileSync } from 'node:fs'
import { Block } from 'bitcoinjs-lib'
import { beforeAll, describe, expect, it } from 'vitest'
import { openBlocks } from '../../src/chains/bitcoin/index.js'
import { type Clustering, cluster, comparePartitions, coSpend, type Heuristic } from '../../src/heuristics.js'
import type { UtxoTransaction } from '../../src/model/transaction.js'
import { byTxid } from '../chains/bitcoin/collect.js'
import { BITCOIN } from '../support/memoryAdapter.js'
import { repoRoot } from '../support/repoRoot.js'

const data = `${repoRoot}../shared/data/bitcoin/`
const shown = (account: string): string => account.slice(BITCOIN.length + 1)
const lines = (path: string) =>
	readFileSync(path, 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line))

describe.skipIf(!existsSync(`${data}blocks/early/blk-0-4521.dat`))('the first 4,522 blocks', () => {
	let read: UtxoTransaction[]
	let byScript: Clustering
	let byKey: Clustering
	beforeAll(async () => {
		read = await everyTransaction(`${data}blocks/early/blk-0-4521.dat`)
		byScript = cluster(read)
		byKey = cluster(read, { sameKey: true })
	})
	const largest = (clustering: Clustering) =>
		clustering
			.clusters()
			.slice(0, 5)
			.map(({ accounts }) => accounts.length)

	it('hold 4,571 scripts in 4,374 clusters, 29 of them larger than one', () => {
		expect(read).toHaveLength(4583)
		expect([byScript.accountCount, byScript.clusterCount, byScript.clusters().length]).toEqual([4571, 4374, 29])
		expect(largest(byScript)).toEqual([44, 20, 20, 16, 12])
		expect([byScript.refused, byScript.alarms]).toEqual([[], []])
	})

	it('hold 4,569 addresses in 4,373 clusters, 28 of them larger than one, where same keys are joined', () => {
		expect([byKey.accountCount, byKey.clusterCount, byKey.clusters().length]).toEqual([4569, 4373, 28])
		expect(largest(byKey)).toEqual([44, 20, 20, 16, 12])
		const expected: string[][] = JSON.parse(readFileSync(`${data}blocks/early/expected-clusters.json`, 'utf8'))
		const found = byKey.clusters().map(({ accounts }) => accounts.map(shown))
		const sorted = (sets: string[][]) => sets.map((set) => set.sort().join()).sort()
		expect(sorted(found)).toEqual(sorted(expected))
		expect(comparePartitions(expected, found)).toMatchObject({ precision: 1, recall: 1, adjustedRand: 1 })
	})

	it('name the transactions that link two addresses of the cluster of 44', () => {
		const [first] = byKey.clusters()
		const [a, b] = [first!.accounts[0]!, first!.accounts.at(-1)!]
		const chain = byKey.whyLinked(a, b)!
		expect(chain.length).toBeGreaterThan(0)
		expect([chain[0]!.from, chain.at(-1)!.to]).toEqual([a, b])
		for (const [i, { from, to, transaction, rule }] of chain.entries()) {
			expect(from).toBe(chain[i - 1]?.to ?? a)
			const { inputs, outputs } = read.find(({ id }) => id === transaction)!
			const places = rule === 'sameKey' ? outputs : inputs
			const owners = places.flatMap(({ account, sameKeyAs }) => [account, sameKeyAs])
			expect([from, to].every((account) => owners.includes(account))).toBe(true)
		}
	})

	it('join by a3b0e9e7 exactly three addresses', () => {
		const id = `${BITCOIN}/a3b0e9e7cddbbe78270fa4182a7675ff00b92872d8df7d14265a2b1e379a9d33`
		const three = [
			'15NUwyBYrZcnUgTagsm1A7M2yL2GntpuaZ',
			'18SH9vwx24L5cTabfkgtGMjF8A56pD9AUJ',
			'1ByLSV2gLRcuqUmfdYcpPQH8Npm8cccsFg',
		]
		expect(read.some((one) => one.id === id)).toBe(true)
		const cluster = byKey.clusterOf(`${BITCOIN}:${three[0]}`)!
		expect(cluster.accounts.map(shown)).toEqual(three)
		expect(cluster.evidence).toContain(`coSpend ${id}`)
	})

	it('are the same read in any order, and smaller as of an earlier block', () => {
		const turned = cluster([...read].reverse(), { sameKey: true })
		expect(turned.clusters(1)).toEqual(byKey.clusters(1))
		const early = cluster(read, { asOf: { height: 1000 } })
		expect(early.clusters(1)).toEqual(cluster(read.filter(({ height }) => height! <= 1000)).clusters(1))
		expect(early.clusterCount).toBeLessThan(byScript.clusterCount)
	})
})

describe.skipIf(!existsSync(`${data}graphsense-contract/test_txs.json`))('the synthetic clustering contract', () => {
	const folder = `${data}graphsense-contract/`

	const inputs = contractTransactions(`${folder}test_txs.json`)
	const listed: Heuristic = {
		...{ id: 'listed', version: '1', claim: 'mix', vetoedBy: [], looksAhead: false, params: {} },
		inspect: ({ id }) =>
			inputs.mixes.has(id)
				? { kind: 'found', accounts: [], confidence: 1, note: 'listed as a mix' }
				: { kind: 'absent' },
	}

	it.each([
		['without its mix', 'address_cluster.json', [coSpend, listed], 13 - 1],
		['with its mix counted', 'address_cluster_with_coinjoin.json', [coSpend], 12 - 1],
	])('has the clusters that its reference derived, %s', (_how, file, heuristics, count) => {
		const address = new Map(lines(`${folder}reference/address_ids.json`).map((row) => [row.addressId, row.address]))
		const reference = new Map<number, string[]>()
		for (const { addressId, clusterId } of lines(`${folder}reference/${file}`)) {
			// Number 0 is the pseudo address of coinbases, which is no account.
			if (addressId !== 0) reference.set(clusterId, [...(reference.get(clusterId) ?? []), address.get(addressId)])
		}
		const known = new Set([...reference.values()].flat())
		const all = cluster(inputs.transactions, { heuristics }).clusters(1)
		// Bare multisig scripts have no address, and so no place in the reference.
		const found = all.map(({ accounts }) => accounts.map(shown).filter((one) => known.has(one)))
		const sorted = (sets: Iterable<string[]>) =>
			[...sets]
				.map((set) => set.sort().join())
				.filter((set) => set !== '')
				.sort()
		expect(sorted(found)).toEqual(sorted(reference.values()))
		expect(sorted(found)).toHaveLength(count)
	})
})

/** All transactions of a file of blocks, whose ids a second decoder tells. */
async function everyTransaction(path: string): Promise<UtxoTransaction[]> {
	const bytes = readFileSync(path)
	const txids: string[] = []
	for (let at = 0; at + 8 < bytes.length; ) {
		const end = at + 8 + bytes.readUInt32LE(at + 4)
		if (end <= bytes.length)
			for (const one of Block.fromBuffer(bytes.subarray(at + 8, end)).transactions ?? []) txids.push(one.getId())
		at = end
	}
	return byTxid(await openBlocks([{ path }]), txids)
}

interface ContractRow {
	readonly txHash: string
	readonly blockId: number
	readonly txId: number
	readonly timestamp: number
	readonly coinbase: boolean
	readonly coinjoin: boolean
	readonly inputs: readonly { readonly address: readonly string[]; readonly value: number }[]
	readonly outputs: readonly { readonly address: readonly string[]; readonly value: number }[]
}

function contractTransactions(path: string): { transactions: UtxoTransaction[]; mixes: Set<string> } {
	if (!existsSync(path)) return { transactions: [], mixes: new Set() }
	const account = (address: readonly string[]) =>
		`${BITCOIN}:${address.length === 1 ? address[0] : `script-${address.join()}`}`
	const rows: ContractRow[] = lines(path)
	const transactions = rows.map((row): UtxoTransaction => {
		const id = `${BITCOIN}/${row.txHash}`
		return {
			...{ kind: 'utxo', id, chain: BITCOIN, txid: row.txHash, height: row.blockId, atSeconds: row.timestamp },
			...{ order: [row.blockId, row.txId, 0], coinbase: row.coinbase },
			inputs: row.inputs.map(({ address, value }, i) => ({
				spends: `${BITCOIN}/${row.txHash.replace(/^ab/, 'cd')}:${i}`,
				account: account(address),
				amount: BigInt(value),
			})),
			outputs: row.outputs.map(({ address, value }, vout) => ({
				id: `${id}:${vout}`,
				account: account(address),
				amount: BigInt(value),
			})),
		}
	})
	return {
		transactions,
		mixes: new Set(rows.filter(({ coinjoin }) => coinjoin).map(({ txHash }) => `${BITCOIN}/${txHash}`)),
	}
}
