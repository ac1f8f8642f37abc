import { describe, expect, it } from 'vitest'
import { PriceBook, type PriceInput, parsePrices } from '../../src/prices/index.js'

const BTC = 'bip122:000000000019d6689c085ae165831e93/slip44:0'
const TOKEN = `eip155:1/erc20:0x${'ab'.repeat(20)}`
const DAY = 86_400
const row = (time: number | string, price: string, more: Partial<PriceInput> = {}): PriceInput => ({
	asset: 'bitcoin/slip44:0',
	time,
	price,
	source: 'example.org close',
	...more,
})

describe('a price list', () => {
	const book = new PriceBook([row(3 * DAY, '300'), row(DAY, '100.5'), row(2 * DAY, '200')], { currency: 'USD' })

	it('gives the last price of the day before, whatever the order of its rows', () => {
		expect(book.at(BTC, DAY - 1)).toBeNull()
		expect(book.at(BTC, DAY)?.price).toBe('100.5')
		expect(book.at(BTC, 2 * DAY - 1)?.price).toBe('100.5')
		expect(book.at(BTC, 2 * DAY)?.price).toBe('200')
		expect(book.at(BTC, 4 * DAY)?.price).toBe('300')
		expect(book.at(BTC, 4 * DAY + 1)).toBeNull()
		expect(book.at(TOKEN, 2 * DAY)).toBeNull()
	})

	it('gives what stood in a window: the price at its beginning, and what followed', () => {
		const prices = (from: number, to: number) => book.during(BTC, from, to).map(({ price }) => price)
		expect(prices(DAY + 5, 2 * DAY)).toEqual(['100.5', '200'])
		expect(prices(0, DAY - 1)).toEqual([])
		expect(prices(0, 9 * DAY)).toEqual(['100.5', '200', '300'])
		expect(prices(9 * DAY, 10 * DAY)).toEqual([])
	})

	it('has a digest that its rows alone decide', () => {
		const rows = [row(DAY, '100.5'), row(2 * DAY, '200'), row(3 * DAY, '300')]
		expect(new PriceBook(rows, { currency: 'USD' }).digest).toBe(book.digest)
		expect(new PriceBook(rows).digest).not.toBe(book.digest)
		expect(new PriceBook([...rows.slice(1), row(DAY, '100.50')], { currency: 'USD' }).digest).not.toBe(book.digest)
		expect([book.size, book.assets, book.currency]).toEqual([3, [BTC], 'USD'])
	})

	it('knows the decimals of coins and is told those of tokens', () => {
		const token = row(DAY, '1', {
			asset: TOKEN.toUpperCase().replace('EIP155', 'eip155').replace('ERC20:0X', 'erc20:0x'),
		})
		expect(new PriceBook([{ ...token, decimals: 6 }]).at(TOKEN, DAY)).toEqual({
			asset: TOKEN,
			at: DAY,
			price: '1',
			source: 'example.org close',
			decimals: 6,
		})
		expect(book.at(BTC, DAY)?.decimals).toBe(8)
		expect(() => new PriceBook([token])).toThrow(/prices\[0\]\.decimals: how many decimals/)
		expect(() => new PriceBook([row(DAY, '1', { decimals: 6 })])).toThrow(/has 8 decimals, not 6/)
		expect(
			() =>
				new PriceBook([
					{ ...token, decimals: 6 },
					{ ...token, time: 2 * DAY, decimals: 18 },
				]),
		).toThrow(/is said to have 6 decimals and 18/)
	})

	it.each([
		['a number', row(DAY, 100 as unknown as string), /prices\[0\]\.price/],
		['a sign', row(DAY, '-1'), /prices\[0\]\.price: "-1" is no decimal/],
		['an exponent', row(DAY, '1e3'), /prices\[0\]\.price/],
		['a comma', row(DAY, '1,000'), /prices\[0\]\.price/],
		['a leading zero', row(DAY, '01'), /prices\[0\]\.price/],
		['a price without end', row(DAY, '1'.repeat(61)), /prices\[0\]\.price/],
		['no source', row(DAY, '1', { source: '' }), /prices\[0\]\.source/],
		['no time', row('yesterday', '1'), /prices\[0\]\.time/],
		['a day that is not', row('2015-02-30', '1'), /prices\[0\]\.time: .*is not a date/],
		['a chain that is not', row(DAY, '1', { asset: 'nochain/slip44:0' }), /prices\[0\]\.asset/],
		['a symbol', row(DAY, '1', { asset: 'BTC' }), /prices\[0\]\.asset/],
	])('refuses %s, by its field', (_, given, message) => {
		expect(() => new PriceBook([given])).toThrow(message)
		expect(() => new PriceBook([given])).toThrow(expect.objectContaining({ code: 'E_INPUT' }))
	})

	it('refuses two prices for one moment', () => {
		expect(() => new PriceBook([row(DAY, '1'), row(DAY, '2')])).toThrow(/two prices of .* for 1970-01-02T00:00:00Z/)
	})
})

describe('a price list as CSV', () => {
	it('is read by the names of its columns, in any order', () => {
		const text = `source,price,time,asset\n"a, b",250.25,2015-07-27,bitcoin/slip44:0\nc,251,1438041600,${BTC}\n`
		const book = parsePrices(`\ufeff${text}`, 'prices.csv', { currency: 'EUR' })
		expect(book.at(BTC, 1_437_955_200)).toMatchObject({ price: '250.25', source: 'a, b' })
		expect(book.at(BTC, 1_438_041_600)).toMatchObject({ price: '251', source: 'c' })
	})

	it.each([
		['', /prices.csv, line 1, header: a price list has a header/],
		['asset,time,price\n', /line 1, header: a price list has a column "source"/],
		['asset,time,price,source,volume\n', /line 1, header: column "volume" is not one of/],
		['asset,time,price,source,price\n', /line 1, header: column "price" stands twice/],
		['asset,time,price,source\nbitcoin/slip44:0,1,1,x\nbitcoin/slip44:0,2,x,x\n', /line 3, price: "x" is no decimal/],
		['asset,time,price,source\nbitcoin/slip44:0,1,1\n', /prices.csv: .*[Rr]ecord [Ll]ength/],
		['asset,time,price,source,decimals\nbitcoin/slip44:0,1,1,x,many\n', /line 2, decimals: expected a whole number/],
		['asset,time,price,source\nbitcoin/slip44:0,1,1,x\nbitcoin/slip44:0,1,2,y\n', /prices.csv: prices: two prices of/],
	])('says where it is wrong: %j', (text, message) => {
		expect(() => parsePrices(text, 'prices.csv')).toThrow(message)
		expect(() => parsePrices(text, 'prices.csv')).toThrow(expect.objectContaining({ code: 'E_INPUT' }))
	})

	it('is refused where a record has no end', () => {
		const text = `asset,time,price,source\n"${'x'.repeat(200_000)}`
		expect(() => parsePrices(text, 'prices.csv')).toThrow(expect.objectContaining({ code: 'E_LIMIT' }))
	})
})
