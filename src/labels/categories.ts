import type { StopReason } from '../model/stop.js'

/**
 * What a category means for the walk: `custodial`, `mixing`, `coinjoin` and `bridge` stop it, `continuing` leads on inside
 * the transaction, `neutral` neither stops it nor leads it.
 */
export type CategoryKind = 'custodial' | 'mixing' | 'coinjoin' | 'bridge' | 'continuing' | 'neutral'

/**
 * Category terms. Source: INTERPOL Dark Web and Virtual Assets taxonomy as used by GraphSense TagPacks and ActorPacks;
 * `custody`, `payment_processor`, `atm`, `instant_swapper`, `router` and `token` are our own additions.
 */
const TERMS: Readonly<Record<CategoryKind, readonly string[]>> = {
	custodial: [
		'exchange',
		'hosted_wallet',
		'wallet_service',
		'custody',
		'payment_processor',
		'gambling',
		'market',
		'atm',
		'instant_swapper',
	],
	mixing: ['mixing_service'],
	coinjoin: ['coinjoin'],
	bridge: ['defi_bridge'],
	continuing: ['defi_dex', 'defi', 'router', 'token'],
	neutral: [
		'black_list',
		'cold_wallet',
		'collectible',
		'dark_web',
		'defi_derivative',
		'defi_lending',
		'donation',
		'faucet',
		'hack',
		'hot_wallet',
		'index',
		'investment_fraud',
		'miner',
		'mining_service',
		'organization',
		'perpetrator',
		'phishing',
		'ponzi_scheme',
		'pyramid_scheme',
		'ransomware',
		'sanction',
		'sanctioned',
		'scam',
		'service',
		'service_hack',
		'shop',
		'social_engineering',
		'terrorism',
		'user',
	],
}

/** Short forms accepted on input, never written. */
const SHORT_FORMS: readonly (readonly [short: string, long: string])[] = [
	['mixer', 'mixing_service'],
	['bridge', 'defi_bridge'],
	['dex', 'defi_dex'],
	['swap', 'instant_swapper'],
]

const STOP_OF_KIND: Readonly<Record<CategoryKind, StopReason | null>> = {
	custodial: 'service',
	mixing: 'mixer',
	coinjoin: 'coinjoin',
	bridge: 'bridgeUnpaired',
	continuing: null,
	neutral: null,
}

const KINDS = Object.keys(TERMS) as CategoryKind[]
/** Long terms of the categories at which the walk stops. */
export const STOPPING_TERMS: readonly string[] = KINDS.flatMap((kind) =>
	STOP_OF_KIND[kind] === null ? [] : TERMS[kind],
)
const kindOfTerm = new Map<string, CategoryKind>(
	KINDS.flatMap((kind) => TERMS[kind].map((term) => [term, kind] as const)),
)
const longOfShort = new Map<string, string>(SHORT_FORMS)

/** Lists of authorities: addresses are delisted again, so that a claim without its date says nothing. */
const AUTHORITY_LISTS: ReadonlySet<string> = new Set(['sanction', 'sanctioned'])

/** A category as it is compared: no outer spaces, ASCII lower case, spaces and hyphens as underscores. */
function folded(text: string): string {
	return text
		.trim()
		.replace(/[A-Z]+/g, (upper) => upper.toLowerCase())
		.replace(/[\s-]+/g, '_')
}

/**
 * The long term of a category: `mixer`, `Mixing Service` and `mixing-service` all give `mixing_service`. A category that
 * the taxonomy does not know is kept as it was written, without outer spaces; an empty one is null.
 */
export function categoryTerm(text: string): string | null {
	const plain = folded(text)
	const long = longOfShort.get(plain) ?? plain
	return kindOfTerm.has(long) ? long : text.trim() || null
}

/** The kind of a long term; `neutral` for null and for every term that the taxonomy does not know. */
export function categoryKind(category: string | null): CategoryKind {
	return (category !== null && kindOfTerm.get(category)) || 'neutral'
}

/** Why the walk stops at an account of this category (long term); null where it does not. */
export function stopOf(category: string | null): StopReason | null {
	return STOP_OF_KIND[categoryKind(category)]
}

/** Whether the category is a list of an authority, which needs a date. */
export function isAuthorityList(category: string): boolean {
	return AUTHORITY_LISTS.has(folded(category))
}
