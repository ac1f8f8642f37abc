import type { ResultData } from '../../model/result.js'

const LEFT_OUT: ReadonlyMap<string, string> = new Map([
	['foreignBridge', 'events of bridges, told by contracts that are none of them'],
	[
		'lookAlike',
		'nothing or next to nothing, or an asset that is not known, by an address that looks like one dealt with',
	],
	['malformed', 'the event does not fit the standard that it claims'],
	['nonFungible', 'single items, not amounts'],
	['unknownStandard', 'the source does not tell whether it is an amount or a single item'],
	[
		'unlistedAsset',
		'a contract that no list names tells of them, and any contract can tell anything; `assets` names more',
	],
	['zeroValue', 'they move nothing, and on some ledgers anybody can make them in the name of another'],
])

/** What was left out on purpose, why, and how often. */
export function leftOutWarnings(excluded: ResultData['excluded']): ResultData['warnings'] {
	return excluded.map(({ reason, count, examples, signers = [] }) => {
		const sent = signers.length === 0 ? '' : ` Sent by ${signers.join(', ')}.`
		const text = `${count} left out (${reason}): ${LEFT_OUT.get(reason) ?? reason}. E.g. ${examples.join(', ')}.${sent}`
		return { code: reason, text }
	})
}
