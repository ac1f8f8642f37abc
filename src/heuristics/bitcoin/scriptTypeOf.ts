import { addressOf } from '../../model/identifiers.js'
import type { ScriptType, UtxoInput, UtxoOutput } from '../../model/transaction.js'

/** First letters of an address on the main network and its length: they tell the type of the script. */
const FORMS: readonly (readonly [form: RegExp, type: ScriptType])[] = [
	[/^1[1-9A-HJ-NP-Za-km-z]+$/, 'p2pkh'],
	[/^3[1-9A-HJ-NP-Za-km-z]+$/, 'p2sh'],
	[/^bc1q[0-9a-z]{38}$/, 'p2wpkh'],
	[/^bc1q[0-9a-z]{58}$/, 'p2wsh'],
	[/^bc1p[0-9a-z]{58}$/, 'p2tr'],
]

/** The type of a script: as the source tells it, else as the address shows it; null where neither does. */
export function scriptTypeOf({ account, scriptType }: UtxoInput | UtxoOutput): ScriptType | null {
	if (scriptType !== undefined || account === null) return scriptType ?? null
	const address = addressOf(account)
	return FORMS.find(([form]) => form.test(address))?.[1] ?? null
}
