import { existsSync } from 'node:fs'
import { sha256Hex } from '../../src/model/digest.js'
import type { HeuristicCard } from '../../src/model/heuristicCard.js'
import { compareText } from '../../src/model/order.js'
import { blockBytes } from './blockTransactions.js'
import { CHANGE_BLOCKS, changeMeasurements } from './changeMeasurements.js'
import { coinjoinFile } from './coinjoinSets.js'
import { cardOf } from './measurement.js'
import { MIX_FILES, mixMeasurements } from './mixMeasurements.js'
import { PEEL_FILES, peelMeasurement } from './peelMeasurement.js'
import { poolMeasurement } from './poolMeasurement.js'
import { hasTornadoData, tornadoDigests, tornadoPools } from './tornadoSets.js'
import { unmeasured } from './unmeasured.js'

/** Where the cases of known truth lie, beside the repository. */
const DATA = '../shared/data/bitcoin'
export const MIX_DATA = `${DATA}/coinjoin`

/** Whether the data are there that cards are measured on. */
export const hasCardData = (): boolean => existsSync(MIX_DATA) && existsSync(`${DATA}/blocks-2015`) && hasTornadoData()

/** Every card, by heuristic, as measured now. */
export async function measureCards(measuredOn: string): Promise<HeuristicCard[]> {
	const mixes = Object.values(MIX_FILES).map((name) => [name, sha256Hex(coinjoinFile(MIX_DATA, name))] as const)
	const blockFiles = [...CHANGE_BLOCKS.flatMap((files) => files.blocks), ...PEEL_FILES]
	const blocks = blockFiles.map((name) => [name, sha256Hex(blockBytes(`${DATA}/${name}`))] as const)
	const pools = [...tornadoPools().keys()].flatMap((name) => tornadoDigests(name))
	const digests = new Map([...mixes, ...blocks, ...pools])
	const measurements = [
		...mixMeasurements(MIX_DATA),
		...(await changeMeasurements(DATA)),
		await peelMeasurement(DATA),
		poolMeasurement(),
		...unmeasured,
	]
	const cards = measurements.map((measurement) => cardOf(measurement, digests, measuredOn))
	return cards.sort((a, b) => compareText(a.heuristic, b.heuristic))
}
