import type { AccountId, AssetId } from '../../model/identifiers.js'
import type { Notice } from '../../model/notice.js'
import { compareText } from '../../model/order.js'
import type { Search } from '../../search/search.js'
import type { AboutAccount } from './aboutAccount.js'

/** Whether the issuer of an asset says, in what was read, that the account may not send it, and not the contrary later. */
export function isFrozen(search: Search, account: AccountId, asset: AssetId): boolean {
	const own = issuerNotices(search, account).filter((notice) => notice.asset === asset)
	return own.length > 0 && own.at(-1)?.kind !== 'released'
}

/** What issuers say of the accounts that value was followed to, one item for each account and asset. */
export function frozenEvidence(search: Search): AboutAccount[] {
	const accounts = new Set([...search.nodes.followed].filter((id) => !id.includes('/')))
	return [...accounts].flatMap((account) => {
		const own = issuerNotices(search, account)
		const assets = [...new Set(own.flatMap(({ asset }) => asset ?? []))].sort(compareText)
		return assets.map((asset) => ({ account, evidence: itemOf(account, asset, own) }))
	})
}

const issuerNotices = (search: Search, account: AccountId): Notice[] =>
	search.options.graph.noticesOf(account).filter(({ asset }) => asset !== undefined)

function itemOf(account: AccountId, asset: AssetId, notices: readonly Notice[]): AboutAccount['evidence'] {
	const own = notices.filter((notice) => notice.asset === asset)
	const destroyed = own.reduce((sum, { kind, amount = 0n }) => (kind === 'destroyed' ? sum + amount : sum), 0n)
	const last = own.at(-1)?.kind === 'released' ? 'released' : 'frozen'
	const told = own.map(({ kind, id }) => `${kind} ${id}`).join(', ')
	return {
		id: `frozen ${account} ${asset}`,
		claim: 'frozen',
		heuristic: {
			id: 'issuerEvents',
			version: '1',
			params: { account, asset, state: last, destroyed: destroyed.toString(), events: told },
			card: null,
		},
		confidence: 'high',
		transactions: [...new Set(own.map(({ id }) => id.slice(0, id.indexOf('#'))))].sort(compareText),
		note: 'the contract of this token says what its issuer did: frozen, the account can send none of it; destroyed, the account has it no more; released, it can send again',
	}
}
