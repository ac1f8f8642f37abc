/** What each kind of query is about, as a coverage row names it. */
export const SUBJECTS = {
	account: 'account',
	spend: 'output',
	transaction: 'transaction',
	coinbase: 'transaction',
} as const
