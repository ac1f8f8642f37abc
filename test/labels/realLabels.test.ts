import { existsSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { LabelBook, type LabelDefaults, type LabelPack, readLabelFile } from '../../src/labels/index.js'

const DATA = fileURLToPath(new URL('../../../shared/data/labels/', import.meta.url))
const BINANCE_EVM = 'eip155:1:0x28c6c06298d514db089934071355e5743bf21d60'
const BINANCE_BTC = 'bip122:000000000019d6689c085ae165831e93:34xp4vRoCGJym3xR7yCVPFHoCNxv4Twseo'
const TORNADO = 'eip155:1:0xd90e2f925da726b50c4ed8d0fb90ad053324f31b'

const read = (place: string, defaults: LabelDefaults = {}) =>
	readLabelFile({ path: join(DATA, place), name: place }, defaults)
const countOf = (pack: LabelPack, reason: string) => pack.skipped.find((row) => row.reason === reason)?.count ?? 0

describe.skipIf(!existsSync(DATA))('published label lists', () => {
	const packs = new Map<string, LabelPack>()
	let actors: LabelPack
	beforeAll(async () => {
		actors = await read('graphsense/actors/graphsense.actorpack.yaml.gz')
		const files = readdirSync(join(DATA, 'graphsense/packs'), { recursive: true, withFileTypes: true })
		for (const file of files) {
			if (!file.isFile()) continue
			const place = relative(DATA, join(file.parentPath, file.name))
			packs.set(place, await read(place))
		}
	}, 60_000)

	test('all 63 tag packs: every entry is a tag or is counted as skipped', () => {
		expect(packs.size).toBe(63)
		let entries = 0
		for (const pack of packs.values())
			entries += pack.tags.length + pack.skipped.reduce((sum, row) => sum + row.count, 0)
		expect(entries).toBe(113_781)
		const malformed = [...packs.values()].reduce((sum, pack) => sum + countOf(pack, 'not an address of its chain'), 0)
		expect(malformed).toBe(7)
	})

	test('the actor list: four names are claimed twice and find nobody', () => {
		expect(actors.actors).toHaveLength(3813)
		expect(new LabelBook([actors]).conflicts.map((conflict) => conflict.name)).toEqual([
			'amaterasu finance',
			'bitz',
			'hector network',
			'tombfinance',
		])
	})

	test('known accounts, by their entity', () => {
		const book = new LabelBook([...packs.values(), actors])
		expect(book.verdict(BINANCE_EVM)).toMatchObject({
			kind: 'stop',
			stop: 'service',
			category: 'exchange',
			entity: 'binance',
			name: 'Binance',
		})
		expect(book.verdict(BINANCE_BTC)).toMatchObject({
			kind: 'stop',
			stop: 'service',
			category: 'exchange',
			entity: 'binance',
			name: 'Binance',
		})
		const tornado = packs.get('graphsense/packs/tornado_cash.yaml') as LabelPack
		expect(new LabelBook([tornado, actors]).verdict(TORNADO)).toMatchObject({
			kind: 'stop',
			stop: 'mixer',
			category: 'mixing_service',
			entity: 'tornado',
		})
	})

	test('explorer labels', async () => {
		const services = await read('etherscan/services.csv', { source: 'explorer labels', date: '2023-10-01' })
		expect([services.tags.length, countOf(services, 'row without an address')]).toEqual([2171, 4])
		const book = new LabelBook([services, actors])
		expect(book.verdict(TORNADO)).toMatchObject({
			kind: 'stop',
			category: 'mixing_service',
			entity: 'Tornado.Cash: Router',
		})
		expect(book.verdict(BINANCE_EVM)).toMatchObject({ kind: 'stop', category: 'exchange', entity: 'Binance 14' })
		const rest = await read('etherscan/rest.csv.gz', { source: 'explorer labels' })
		expect([
			rest.tags.length,
			countOf(rest, 'row without an address'),
			countOf(rest, 'not an address of its chain'),
		]).toEqual([30_836, 2, 3])
		const tokens = await read('etherscan/tokens.csv.gz', { source: 'explorer labels', category: 'token' })
		expect(tokens.tags).toHaveLength(14_481)
	})

	test('Bitcoin entities need a date for what authorities list', async () => {
		await expect(read('bitcoin-entities/entities.csv')).rejects.toMatchObject({
			code: 'E_LABEL',
			details: { field: 'date' },
		})
		const entities = await read('bitcoin-entities/entities.csv', { date: '2026-01-01', chain: 'bitcoin' })
		expect(entities.tags.length + countOf(entities, 'not an address of its chain')).toBe(13_823)
		expect(new LabelBook([entities, actors]).verdict(BINANCE_BTC)).toMatchObject({
			kind: 'stop',
			category: 'exchange',
			entity: 'binance',
		})
	})

	test('sanctions lists', async () => {
		const list = { source: 'OFAC SDN', date: '2026-01-01', category: 'sanctioned' }
		const bitcoin = await read('ofac/sanctioned_addresses_XBT.txt', list)
		expect([bitcoin.tags.length, bitcoin.skipped]).toEqual([
			434,
			[
				{
					reason: 'no chain is given and the address does not tell it',
					count: 1,
					examples: [{ line: 355, text: 'TUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzq' }],
				},
			],
		])
		const ether = await read('ofac/sanctioned_addresses_ETH.txt', list)
		expect([ether.tags.length, ether.skipped]).toEqual([152, []])
		const [first] = ether.tags
		expect(new LabelBook([ether]).verdict(first?.account ?? '')).toMatchObject({
			kind: 'neutral',
			stop: null,
			category: 'sanctioned',
			entity: null,
		})
		await expect(read('ofac/sanctioned_addresses_TRX.txt', list)).rejects.toMatchObject({
			code: 'E_LABEL',
			details: { field: 'chain' },
		})
	})
})
