import type { EvmLog } from '../evm/evmBlock.js'
import type { EtlRow } from './etlRow.js'

const TOPIC = /^0x[0-9a-fA-F]{64}$/
/** An event has at most four topics. Yellow Paper, appendix H. */
const MOST_TOPICS = 4

/** @throws InputError */
export function readLogRow(row: EtlRow): EvmLog {
	const topics = row.list('topics')
	if (topics.length > MOST_TOPICS || !topics.every((topic) => typeof topic === 'string' && TOPIC.test(topic)))
		throw row.wrong('topics', 'up to four topics of 32 bytes each')
	return {
		index: row.whole('log_index'),
		address: row.address('address'),
		topics: topics.map((topic) => (topic as string).toLowerCase()),
		data: row.data('data'),
	}
}
