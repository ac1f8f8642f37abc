import type { Cluster, Clusters } from '../graph/clustering/clusters.js'
import type { LabelBook } from '../labels/labelBook.js'
import type { Attribution } from '../model/claims.js'
import type { Grade } from '../model/grade.js'
import type { AccountId } from '../model/identifiers.js'
import { compareText } from '../model/order.js'

/** What third parties say of some accounts of a cluster. A claim of theirs, spread by our evidence: never a finding. */
export interface AttributedCluster {
	/** Id of the cluster. */
	readonly cluster: string
	/** The entity that all of them name; null where they name none or several. */
	readonly entity: string | null
	/** Whether they name several. */
	readonly conflict: boolean
	readonly attributions: readonly Attribution[]
	/** Accounts that are labelled themselves. */
	readonly labelled: readonly AccountId[]
	/** Accounts of the same cluster that no label names: what is said of the labelled ones is inferred for these. */
	readonly inferred: readonly AccountId[]
	/** The least confidence that the inference rests on; null where nothing is inferred. */
	readonly weakest: Grade | null
}

/** Reads labels onto clusters, in the order of `clusters()`; clusters without any label are left out. */
export function attributeClusters(clustering: Clusters, labels: LabelBook): AttributedCluster[] {
	return clustering.clusters(1).flatMap((cluster) => attributed(cluster, labels) ?? [])
}

function attributed(cluster: Cluster, labels: LabelBook): AttributedCluster | null {
	const all = [...cluster.accounts, ...cluster.scripts].sort(compareText)
	const labelled = all.filter((account) => labels.attributions(account).length > 0)
	if (labelled.length === 0) return null
	const named = new Set(labelled)
	const attributions = labelled.flatMap((account) => labels.attributions(account))
	const entities = new Set(attributions.map(({ entity }) => entity).filter((entity) => entity !== ''))
	return {
		cluster: cluster.id,
		entity: entities.size === 1 ? ([...entities][0] as string) : null,
		conflict: entities.size > 1,
		attributions,
		labelled,
		inferred: all.filter((account) => !named.has(account)),
		weakest: cluster.weakest,
	}
}
