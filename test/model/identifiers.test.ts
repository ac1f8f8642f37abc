import { describe, expect, it } from 'vitest'
import { assetDisplay, parseAsset } from '../../src/model/asset.js'
import { chainFacts } from '../../src/model/chains.js'
import {
	addressOf,
	chainOf,
	parseAccount,
	parseChain,
	parseOutput,
	parseTransaction,
} from '../../src/model/identifiers.js'

const BITCOIN = 'bip122:000000000019d6689c085ae165831e93'
const ADDRESS = '0x8b3cb6bf982798fba233bca56749e22eec42dcf3'
const MIXED = '0x8B3Cb6Bf982798fba233Bca56749e22EEc42DcF3'
const HASH = '0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9'
const refusedAt = (position: number, field: string) =>
	expect.objectContaining({
		name: 'InputError',
		code: 'E_INPUT',
		details: expect.objectContaining({ field, position }),
	})

describe('a chain', () => {
	it.each([
		['bitcoin', BITCOIN],
		['ethereum', 'eip155:1'],
		['bsc', 'eip155:56'],
		['polygon', 'eip155:137'],
		['arbitrum', 'eip155:42161'],
		['optimism', 'eip155:10'],
		['base', 'eip155:8453'],
		['eip155:1', 'eip155:1'],
		['eip155:123456789', 'eip155:123456789'],
		[BITCOIN, BITCOIN],
	])('%s is %s', (name, id) => {
		expect(parseChain(name).id).toBe(id)
	})

	it.each([
		'',
		'Bitcoin',
		'ethereum ',
		'eip155:',
		'eip155:01',
		'eip155:0',
		'eip155:x',
		'constructor',
		'__proto__',
		'toString',
		'solana',
	])('%j is unknown', (name) => {
		expect(chainFacts(name)).toBeUndefined()
		expect(() => parseChain(name)).toThrowError(expect.objectContaining({ code: 'E_INPUT' }))
	})
})

describe('an account', () => {
	it('is written with the chain in CAIP-2 and EVM addresses in lower case', () => {
		expect(parseAccount(`ethereum:${MIXED}`)).toBe(`eip155:1:${ADDRESS}`)
		expect(parseAccount(`eip155:56:${ADDRESS}`)).toBe(`eip155:56:${ADDRESS}`)
		expect(parseAccount('bitcoin:BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4')).toBe(
			`${BITCOIN}:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4`,
		)
		expect([chainOf(`eip155:1:${ADDRESS}`), addressOf(`eip155:1:${ADDRESS}`)]).toEqual(['eip155:1', ADDRESS])
	})

	it.each([
		['a bare EVM address', ADDRESS, 0],
		['a bare Bitcoin address', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 0],
		['an unknown chain', `doge:${ADDRESS}`, 0],
		['an empty text', '', 0],
		['no address', 'ethereum:', 9],
		['a wrong digit', `ethereum:${ADDRESS.replace('b', 'g')}`, 12],
		['a wrong checksum', `ethereum:${MIXED.replace('D', 'd')}`, 9 + MIXED.indexOf('D')],
		['an address of another network', 'bitcoin:tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx', 8],
		['an invisible letter', `eip155:1:${ADDRESS.slice(0, 8)}\u200b${ADDRESS.slice(8)}`, 17],
		['a look-alike letter in the chain', `ethereum\u0430:${ADDRESS}`, 0],
	])('%s is refused at its place', (_what, text, position) => {
		expect(() => parseAccount(text, 'seeds[3].account')).toThrowError(refusedAt(position, 'seeds[3].account'))
	})

	it('that is bare is refused with a hint', () => {
		expect(() => parseAccount(ADDRESS)).toThrow(/ethereum:0x/)
		expect(() => parseAccount('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa')).toThrow(/bitcoin:<address>/)
	})
})

describe('a transaction and an output', () => {
	it('are written with lower-case hashes', () => {
		expect(parseTransaction(`bitcoin/${HASH.toUpperCase()}`)).toBe(`${BITCOIN}/${HASH}`)
		expect(parseTransaction(`ethereum/0x${HASH.toUpperCase()}`)).toBe(`eip155:1/0x${HASH}`)
		expect(parseOutput(`bitcoin/${HASH}:0`)).toBe(`${BITCOIN}/${HASH}:0`)
		expect(parseOutput(`${BITCOIN}/${HASH}:4294967295`)).toBe(`${BITCOIN}/${HASH}:4294967295`)
		expect(chainOf(`${BITCOIN}/${HASH}:0`)).toBe(BITCOIN)
	})

	it.each([
		[`bitcoin/0x${HASH}`, 9],
		[`ethereum/${HASH}`, 9],
		[`bitcoin/${HASH.slice(1)}`, 71],
		[`bitcoin/${HASH}0`, 73],
		[`bitcoin/${HASH.replace('3', 'x')}`, 10],
		[`ethereum/0x${HASH.replace('3', 'x')}`, 13],
		['bitcoin', 0],
		[`/${HASH}`, 0],
	])('%s is no transaction', (text, position) => {
		expect(() => parseTransaction(text, 'seeds[0].transaction')).toThrowError(
			refusedAt(position, 'seeds[0].transaction'),
		)
	})

	it.each([
		[`bitcoin/${HASH}`, 0],
		[`bitcoin/${HASH}:`, 73],
		[`bitcoin/${HASH}:-1`, 73],
		[`bitcoin/${HASH}:01`, 73],
		[`bitcoin/${HASH}:1.0`, 73],
		[`bitcoin/${HASH}:4294967296`, 73],
		[`bitcoin/${HASH}:99999999999`, 73],
		[`bitcoin:${HASH}:0`, 0],
	])('%s is no output', (text, position) => {
		expect(() => parseOutput(text, 'seeds[0].output')).toThrowError(refusedAt(position, 'seeds[0].output'))
	})
})

describe('an asset', () => {
	const token = '0xdAC17F958D2ee523a2206206994597C13D831ec7'

	it('is CAIP-19 with the chain in CAIP-2 and contracts in lower case, or usd', () => {
		expect(parseAsset('usd')).toBe('usd')
		expect(parseAsset('ethereum/slip44:60')).toBe('eip155:1/slip44:60')
		expect(parseAsset(`ethereum/erc20:${token}`)).toBe(`eip155:1/erc20:${token.toLowerCase()}`)
		expect(parseAsset(`eip155:1/erc721:${token}/77`)).toBe(`eip155:1/erc721:${token.toLowerCase()}/77`)
		expect(parseAsset(`eip155:1/erc20:${token.toLowerCase()}`)).toBe(`eip155:1/erc20:${token.toLowerCase()}`)
	})

	it.each([
		['', 0],
		['USD', 0],
		['eth', 0],
		['ethereum', 0],
		['ethereum/', 0],
		['ethereum/slip44', 0],
		['doge/slip44:3', 0],
		[' usd', 0],
		['constructor', 0],
		['ethereum/slip44:0x3c', 16],
		['ethereum/slip44:060', 16],
		['ethereum/erc20:0x', 17],
		[`ethereum/erc20:${token}0`, 58],
		[`ethereum/erc20:${token.slice(0, -1)}`, 56],
		[`eip155:1/erc20:${token.replace('dAC', 'dac')}`, 18],
		[`eip155:1/erc20:${token.replace('7F', '7G')}`, 22],
		[`eip155:1/erc721:${token.slice(2)}/1`, 16],
		[`bitcoin/erc20:${token}`, 14],
	])('%j is none', (text, position) => {
		expect(() => parseAsset(text, 'seeds[0].asset')).toThrowError(refusedAt(position, 'seeds[0].asset'))
	})

	it('is shown in units only where it is a coin of its chain', () => {
		expect(assetDisplay('eip155:137/slip44:966')).toEqual({ slip44: 966, symbol: 'POL', decimals: 18 })
		expect(assetDisplay('eip155:1/slip44:0').decimals).toBe(0)
	})
})
