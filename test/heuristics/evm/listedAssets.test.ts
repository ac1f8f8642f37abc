import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { evmFacts } from '../../../src/chains/evm/evmFacts.js'
import { issuers } from '../../../src/chains/evm/issuers.js'
import { listedAssets } from '../../../src/heuristics/evm/listedAssets.js'
import { mixingPools } from '../../../src/heuristics/evm/mixing/mixingPools.js'

const LABELS = '../shared/data/labels/etherscan'
const rows = Object.entries(listedAssets).flatMap(([chain, contracts]) =>
	Object.entries(contracts).map(([symbol, address]) => ({ chain, symbol, address })),
)
const known = new Set(rows.map(({ chain, address }) => `${chain} ${address}`))

describe('assets that are known', () => {
	it('are addresses, each once on its chain', () => {
		for (const { address } of rows) expect(address).toMatch(/^0x[0-9a-f]{40}$/)
		expect(known.size).toBe(rows.length)
		expect(rows.length).toBeGreaterThan(100)
	})

	it('hold every issuer that can freeze, every wrapped coin, and every token of a mixing pool', () => {
		for (const [chain, contracts] of Object.entries(issuers))
			for (const contract of contracts) expect([...known]).toContain(`${chain} ${contract}`)
		for (const chain of Object.keys(listedAssets))
			for (const contract of evmFacts(chain).wrapped) expect([...known]).toContain(`${chain} ${contract}`)
		for (const { asset } of mixingPools.values())
			if (asset.includes('/erc20:')) expect([...known]).toContain(asset.replace('/erc20:', ' '))
	})
})

describe.skipIf(!existsSync(LABELS))('assets that are known, beside the labels of explorers', () => {
	const labelled = new Map<string, string>()
	const read = (): void => {
		const files = [
			readFileSync(`${LABELS}/services.csv`),
			...['tokens', 'rest'].map((name) => gunzipSync(readFileSync(`${LABELS}/${name}.csv.gz`))),
		]
		for (const line of files.join('\n').split('\n')) {
			const [chain, address, name = ''] = line.split(',')
			const key = `${chain} ${address}`
			labelled.set(key, `${labelled.get(key) ?? ''} ${name}`)
		}
	}

	it('stand there, but for those that the table takes from elsewhere', () => {
		read()
		const others = rows.filter(({ chain, address }) => !labelled.has(`${chain} ${address}`))
		expect(others.map(({ chain, symbol }) => `${chain.slice('eip155:'.length)} ${symbol}`)).toEqual([
			...['1 PYUSD', '1 USDe', '1 ENS', '1 tBTC', '1 RNDR', '10 USDC', '10 USDC.e', '10 OP'],
			...['100 WXDAI', '100 USDC', '100 USDT', '137 USDC', '8453 USDC', '8453 USDbC', '8453 DAI', '8453 WETH'],
			...['8453 cbBTC', '8453 cbETH', '42161 USDC', '43114 WAVAX'],
		])
		const called = (chain: string, symbol: string): string | undefined =>
			labelled.get(`${chain} ${listedAssets[chain]?.[symbol]}`)
		for (const [symbol, name] of [
			...[
				['USDT', 'Tether'],
				['DAI', 'Dai Stablecoin'],
				['WBTC', 'Wrapped BTC'],
				['LEO', 'LEO Token'],
				['CHZ', 'chiliZ'],
				['GRT', 'Graph Token'],
			],
		] as [string, string][])
			expect(called('eip155:1', symbol)).toContain(name)
	})
})
