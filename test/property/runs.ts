/** Cases of each property: `FUNDTRAIL_PROPERTY_RUNS`, or a number that keeps the suite short. */
export const runs = (standard: number): number => Number(process.env.FUNDTRAIL_PROPERTY_RUNS ?? standard)
