import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newFolder } from './fundtrail.js'

export const SEED = 'eip155:1:0x1111111111111111111111111111111111111111'
export const MIDDLE = 'eip155:1:0x2222222222222222222222222222222222222222'
/** Letters in it, so that its checksum shows. */
export const SERVICE = 'eip155:1:0xd8da6bf26964af9d7eed9e03e53415d37aa96045'
export const ASIDE = 'eip155:1:0x4444444444444444444444444444444444444444'

const address = (account: string): string => account.slice('eip155:1:'.length)

export interface SmallCase {
	readonly folder: string
	readonly file: string
}

/**
 * A case of three transfers in a new folder: 1,000 from the seed to the middle, 700 on to a service called `label`, 300
 * to an account beside it.
 */
export function smallCase(label: string, more: { readonly expect?: object; readonly name?: string } = {}): SmallCase {
	const folder = newFolder()
	const rows = [
		['a1', 100, SEED, MIDDLE, 1000],
		['b2', 101, MIDDLE, SERVICE, 700],
		['c3', 102, MIDDLE, ASIDE, 300],
	] as const
	const lines = rows.map(
		([txid, block, from, to, amount]) =>
			`eip155:1,0x${txid.repeat(32)},0,${block},${1_700_000_000 + block},${address(from)},${address(to)},usd,${amount}000000`,
	)
	writeFileSync(
		join(folder, 'transfers.csv'),
		`chain,txid,index,block,time,from,to,asset,amount\n${lines.join('\n')}\n`,
	)
	const quoted = `"${label.replaceAll('"', '""')}"`
	writeFileSync(
		join(folder, 'labels.csv'),
		`chain,address,label,entity,category,source,date,confidence\neip155:1,${address(SERVICE)},${quoted},,exchange,${quoted},2024-01-02,\n`,
	)
	const file = join(folder, 'case.json')
	const content = {
		case: 'fundtrail.case/1',
		name: more.name ?? 'Three transfers',
		seeds: [{ account: SEED, asset: 'usd' }],
		sources: [{ kind: 'transfers', path: 'transfers.csv' }],
		labels: ['labels.csv'],
		...(more.expect === undefined ? {} : { expect: more.expect }),
	}
	writeFileSync(file, `${JSON.stringify(content, null, '\t')}\n`)
	return { folder, file }
}
